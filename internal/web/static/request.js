// Who works through a list goes from one request to the next without coming back
// to it: the list has left its rows here. Without them, or without a script,
// there is the way back.
const { rows = [], back } = JSON.parse(sessionStorage.getItem('gatehouse-list') ?? '{}');
const nav = document.getElementById('neighbours');
const up = document.querySelector('.back');
const here = rows.indexOf(location.pathname);

const lead = (link, path) => {
	if (!path) return;
	link.href = path;
	link.hidden = false;
	nav.hidden = false;
};

if (here >= 0) {
	up.href = back;
	lead(nav.querySelector('[rel=prev]'), rows[here - 1]);
	lead(nav.querySelector('[rel=next]'), rows[here + 1]);
}

const keys = {
	j: () => nav.querySelector('[rel=next]:not([hidden])'),
	k: () => nav.querySelector('[rel=prev]:not([hidden])'),
	u: () => up,
};

document.addEventListener('keydown', (e) => {
	if (e.defaultPrevented || e.isComposing || e.ctrlKey || e.metaKey || e.altKey) return;
	if (e.target instanceof Element && e.target.closest('input, textarea, select, [contenteditable]')) return;
	if (document.documentElement.dataset.keys === 'off' || document.querySelector('dialog[open]')) return;
	const link = keys[e.key]?.();
	if (!link) return;
	e.preventDefault();
	location.assign(link.href);
});
