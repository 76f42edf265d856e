// What a keyboard can do everywhere in the console. Each of it has a link or a
// field that does it without. A single key does nothing while one types, and
// nothing at all for who has switched single keys off.
const root = document.documentElement;
const seek = document.getElementById('seek');
const help = document.getElementById('help');
const hall = document.querySelector('.hall');
const places = { h: '/home', o: '/outbox', r: '/registrations', f: '/forms', p: '/portfolio', i: '/inbox' };
const pause = 1500; // milliseconds, at most, between g and where to go
const store = 'gatehouse-keys';
let going = 0; // when g was pressed

const types = (e) => e.target instanceof Element &&
	e.target.closest('textarea, select, [contenteditable], input:not([type=checkbox], [type=radio], [type=button], [type=submit])');

const find = () => {
	seek.focus();
	seek.select();
};

const go = (key) => {
	const link = key === 'a' ? hall.querySelector('.apart a') : places[key] && hall.querySelector(`a[href="${places[key]}"]`);
	if (link) location.assign(link.href);
	return Boolean(link);
};

const explain = async () => {
	if (help.open) return;
	if (!help.dataset.full) {
		const answer = await fetch('/help/keyboard').catch(() => null);
		if (!answer?.ok) return location.assign('/help/keyboard');
		const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
		help.append(...page.querySelector('main').children);
		help.dataset.full = 'yes';
		switches(help);
	}
	help.showModal();
};

// Single keys can be switched off: some people speak to their computer, and each
// word would be keys.
const switches = (within) => {
	for (const button of within.querySelectorAll('button[data-keys]')) {
		const show = () => button.setAttribute('aria-pressed', String(root.dataset.keys !== 'off'));
		button.addEventListener('click', () => {
			root.dataset.keys = root.dataset.keys === 'off' ? 'on' : 'off';
			localStorage.setItem(store, root.dataset.keys);
			show();
		});
		show();
		button.hidden = false;
	}
};

const press = (e) => {
	if (e.defaultPrevented || e.isComposing) return false;
	if (e.key.toLowerCase() === 'k' && (e.ctrlKey || e.metaKey) && !e.altKey && !e.shiftKey) {
		if (seek) find();
		return Boolean(seek);
	}
	if (e.ctrlKey || e.metaKey || e.altKey || types(e) || root.dataset.keys === 'off' || document.querySelector('dialog[open]')) return false;
	if (e.key === '?' && help) {
		explain();
		return true;
	}
	const second = Date.now() - going < pause;
	going = !second && e.key === 'g' ? Date.now() : 0;
	return second && go(e.key);
};

root.dataset.keys = localStorage.getItem(store) ?? 'on';
document.addEventListener('keydown', (e) => {
	if (press(e)) e.preventDefault();
});
document.querySelector('.own a[href="/help/keyboard"]')?.addEventListener('click', (e) => {
	if (e.ctrlKey || e.metaKey || e.shiftKey) return;
	e.preventDefault();
	explain();
});
switches(document);

if (seek && /Mac|iP/.test(navigator.platform)) seek.nextElementSibling.textContent = '⌘K';

// The menu of who is signed in stands in the bar by itself where there is room.
const who = document.getElementById('who');
matchMedia('(min-width: 70rem)').addEventListener('change', () => who?.hidePopover?.());

const here = hall?.querySelector('[aria-current]');
if (here) hall.scrollLeft = here.offsetLeft - (hall.clientWidth - here.offsetWidth) / 2;
