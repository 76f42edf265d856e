// Shows what the search of everything finds while one types. Without this script
// the form leads to the page that is shown here.
const field = document.getElementById('seek');
const pause = 160; // milliseconds after a key
let panel;
let timer = 0;
let asked; // what aborts the question that is on its way

const links = () => [...panel.querySelectorAll('.found a')];
const chosen = () => panel.querySelector('a.chosen');

const close = () => {
	clearTimeout(timer);
	asked?.abort();
	if (!panel) return;
	panel.hidden = true;
	field.setAttribute('aria-expanded', 'false');
	field.removeAttribute('aria-activedescendant');
};

const choose = (link) => {
	chosen()?.classList.remove('chosen');
	if (!link) return field.removeAttribute('aria-activedescendant');
	link.classList.add('chosen');
	link.scrollIntoView({ block: 'nearest' });
	field.setAttribute('aria-activedescendant', link.id);
};

const open = (found) => {
	if (!panel) {
		panel = document.createElement('div');
		panel.className = 'finder';
		panel.id = 'finder';
		panel.setAttribute('role', 'region');
		panel.setAttribute('aria-label', field.labels[0].textContent.trim());
		field.form.after(panel);
		field.setAttribute('aria-controls', 'finder');
	}
	for (const [i, link] of found.querySelectorAll('a').entries()) link.id = `finder-${i}`;
	for (const part of found.querySelectorAll('[aria-labelledby], h2[id]')) {
		part.removeAttribute('aria-labelledby');
		part.removeAttribute('id');
	}
	panel.replaceChildren(found);
	const at = field.getBoundingClientRect();
	panel.hidden = false;
	panel.style.top = `${Math.round(at.bottom + 6)}px`;
	panel.style.left = `${Math.round(Math.max(8, Math.min(at.left, innerWidth - panel.offsetWidth - 8)))}px`;
	field.setAttribute('aria-expanded', 'true');
};

const look = async () => {
	asked?.abort();
	const words = field.value.trim();
	if (words.length < 2) return close();
	asked = new AbortController();
	const address = `${field.form.getAttribute('action')}?q=${encodeURIComponent(words)}`;
	const answer = await fetch(address, { signal: asked.signal }).catch(() => null);
	if (!answer?.ok || answer.redirected) return;
	const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
	const found = page.querySelector('[data-found]');
	if (found && field.value.trim() === words && document.activeElement === field) open(found);
};

const press = (e) => {
	if (e.isComposing || !panel || panel.hidden) return;
	const all = links();
	const at = all.indexOf(chosen());
	switch (e.key) {
	case 'ArrowDown': choose(all[(at + 1) % all.length]); break;
	case 'ArrowUp': choose(all[at < 1 ? all.length - 1 : at - 1]); break;
	case 'Escape': close(); break;
	default: return;
	}
	e.preventDefault();
};

if (field) {
	field.setAttribute('aria-expanded', 'false');
	field.setAttribute('role', 'combobox');
	field.setAttribute('aria-autocomplete', 'none');
	field.addEventListener('input', () => {
		clearTimeout(timer);
		timer = setTimeout(look, pause);
	});
	field.addEventListener('focus', () => field.value.trim().length > 1 && look());
	field.addEventListener('keydown', press);
	field.form.addEventListener('submit', (e) => {
		const link = panel && !panel.hidden && chosen();
		if (!link) return;
		e.preventDefault();
		location.assign(link.href);
	});
	document.addEventListener('focusin', (e) => {
		if (panel && e.target !== field && !panel.contains(e.target)) close();
	});
	document.addEventListener('pointerdown', (e) => {
		if (panel && e.target !== field && !panel.contains(e.target)) close();
	});
}
