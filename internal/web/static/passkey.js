// Passkeys are the one thing here that a page cannot do without a script: it
// carries the server's question to the authenticator, and the answer back in a
// form. A form says with data-passkey what is done (create or get), and with
// data-question where the question comes from.
'use strict';

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');

// question asks the server. Where it wants a proof first it leads to a page,
// and so do we.
async function question(form) {
	const response = await fetch(form.dataset.question, { method: 'POST' });
	if (response.redirected) {
		location.assign(response.url);
		return null;
	}
	if (!response.ok) {
		throw new Error('This did not work. Reload the page and try again.');
	}
	const { publicKey } = await response.json();
	publicKey.challenge = bytes(publicKey.challenge);
	if (publicKey.user) {
		publicKey.user.id = bytes(publicKey.user.id);
	}
	for (const list of [publicKey.allowCredentials, publicKey.excludeCredentials]) {
		for (const credential of list || []) {
			credential.id = bytes(credential.id);
		}
	}
	return publicKey;
}

// answer writes what the authenticator said as JSON.
function answer(credential) {
	const response = {};
	for (const name of ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle']) {
		if (credential.response[name]) {
			response[name] = text(credential.response[name]);
		}
	}
	if (credential.response.getTransports) {
		response.transports = credential.response.getTransports();
	}
	return JSON.stringify({
		id: credential.id, rawId: text(credential.rawId), type: credential.type, response,
		authenticatorAttachment: credential.authenticatorAttachment || undefined,
		clientExtensionResults: credential.getClientExtensionResults(),
	});
}

let offer = null; // the offer in the address field: only one question can be open at a time

async function run(form) {
	if (offer) {
		offer.abort();
		offer = null;
	}
	const publicKey = await question(form);
	if (!publicKey) {
		return;
	}
	send(form, await navigator.credentials[form.dataset.passkey]({ publicKey }));
}

function send(form, credential) {
	form.elements.answer.value = answer(credential);
	form.submit();
}

// reasons tells in words why it did not work; to call it off is no failure.
function reason(error) {
	switch (error.name) {
	case 'NotAllowedError':
		return 'It was called off, or took too long. Try again when you are ready.';
	case 'InvalidStateError':
		return 'This device has a passkey for you already.';
	case 'AbortError':
		return '';
	default:
		return error instanceof DOMException ? 'Your browser could not do this: ' + error.message : error.message;
	}
}

function say(form, words) {
	const said = form.querySelector('[data-said]');
	said.textContent = words;
	said.hidden = words === '';
}

// propose has the browser offer passkeys in the address field. A question is
// good for five minutes, so that it is asked anew before.
async function propose(form) {
	if (!PublicKeyCredential.isConditionalMediationAvailable || !await PublicKeyCredential.isConditionalMediationAvailable()) {
		return;
	}
	const publicKey = await question(form);
	const open = new AbortController();
	offer = open;
	const again = setTimeout(() => {
		open.abort();
		propose(form).catch(() => {});
	}, 4 * 60 * 1000);
	try {
		send(form, await navigator.credentials.get({ publicKey, mediation: 'conditional', signal: open.signal }));
	} finally {
		clearTimeout(again);
	}
}

for (const form of document.querySelectorAll('form[data-passkey]')) {
	if (!window.PublicKeyCredential) {
		say(form, 'This browser knows no passkeys.');
		continue;
	}
	form.querySelector('button').disabled = false;
	form.addEventListener('submit', (event) => {
		event.preventDefault();
		say(form, '');
		run(form).catch((error) => say(form, reason(error)));
	});
	if ('offer' in form.dataset) {
		propose(form).catch(() => {}); // an offer that cannot be made is none
	}
}
