// Says beside an address, while it is typed, what its form says when it is sent,
// and finds companies as they are typed.

const later = (f, wait) => {
	let timer;
	return () => {
		clearTimeout(timer);
		timer = setTimeout(f, wait);
	};
};

// ask answers JSON, or nothing: then the form says it when it is sent.
const ask = async (address, query) => {
	try {
		const answer = await fetch(address + "?" + new URLSearchParams(query), { headers: { Accept: "application/json" }, redirect: "error" });
		return answer.ok ? await answer.json() : undefined;
	} catch {
		return undefined;
	}
};

const tell = (place, found, typed) => {
	place.hidden = !typed || !found;
	if (place.hidden) {
		return;
	}
	place.className = found.ok ? "live good" : "live problem";
	place.replaceChildren(found.text);
	if (found.href) {
		const link = document.createElement("a");
		link.href = found.href;
		link.textContent = found.link;
		place.append(" ", link);
	}
};

for (const form of document.querySelectorAll("form[data-check]")) {
	const inputs = ["requestee_email", "ccs"].map(name => form.elements[name]);
	let asked = 0;
	const check = later(async () => {
		const turn = ++asked;
		const found = await ask(form.dataset.check, { company: form.elements.company.value, email: inputs[0].value, ccs: inputs[1].value });
		if (turn === asked && found) {
			inputs.forEach(input => tell(form.querySelector(`[data-live="${input.name}"]`), found[input.name], input.value.trim()));
		}
	}, 300);
	inputs.forEach(input => input.addEventListener("input", check));
}

for (const group of document.querySelectorAll("[data-most]")) {
	const boxes = [...group.querySelectorAll("input[type=checkbox]")];
	const limit = () => {
		const full = boxes.filter(box => box.checked).length >= Number(group.dataset.most);
		boxes.forEach(box => { box.disabled = full && !box.checked; });
	};
	group.addEventListener("change", limit);
	limit();
}

for (const input of document.querySelectorAll("[data-companies]")) {
	const known = new Map();
	const find = later(async () => {
		const word = input.value.trim();
		const found = word && await ask(input.dataset.companies, { q: word });
		if (!Array.isArray(found)) {
			return;
		}
		known.clear();
		for (const { guid, name, domain } of found) {
			known.set(known.has(name) ? `${name} (${domain})` : name, guid);
		}
		input.list.replaceChildren(...[...known.keys()].map(value => Object.assign(document.createElement("option"), { value })));
	}, 200);
	input.addEventListener("input", event => {
		const guid = known.get(input.value);
		if (guid && (event.inputType === "insertReplacementText" || !event.inputType)) { // picked from the list, not typed
			location.assign(input.dataset.invite + "?company=" + encodeURIComponent(guid));
			return;
		}
		find();
	});
}
