// The outbox under the hands of somebody who works in it all day: rows by j and
// k, ticks by x, and what else the page does with links and boxes. Nothing is
// here that the page does not do without.
const ledger = document.getElementById('ledger');
const bulk = document.getElementById('bulk');
const search = document.getElementById('q');
const all = document.getElementById('tick-all');
const ticked = document.getElementById('ticked');
const scope = document.getElementById('scope');
const rows = ledger ? [...ledger.tBodies[0].rows] : [];
const boxes = rows.map((row) => row.querySelector('input[type=checkbox]')).filter(Boolean);
let last = -1; // the row that was ticked last: where a range begins

const types = (e) => e.target instanceof Element &&
	e.target.closest('textarea, select, [contenteditable], input:not([type=checkbox], [type=radio], [type=button], [type=submit])');

const at = () => rows.findIndex((row) => row.contains(document.activeElement));

const visit = (i) => {
	if (!rows.length) return false;
	const row = rows[Math.max(0, Math.min(i, rows.length - 1))];
	row.querySelector('a.name').focus();
	row.scrollIntoView({ block: 'nearest' });
	return true;
};

const focus = (field) => {
	if (!field) return false;
	field.focus();
	field.select?.();
	return true;
};

const follow = (selector) => {
	const link = document.querySelector(selector);
	if (link) location.assign(link.href);
	return Boolean(link);
};

const count = () => {
	const n = boxes.filter((box) => box.checked).length;
	ticked.textContent = n === 0 ? ticked.dataset.none : n === 1 ? ticked.dataset.single : ticked.dataset.many.replace('{n}', n);
	all.checked = n === boxes.length;
	all.indeterminate = n > 0 && n < boxes.length;
	for (const box of boxes) box.closest('tr').classList.toggle('ticked', box.checked);
	bulk.classList.toggle('some', n > 0);
	if (n > 0) scope.value = 'chosen';
};

const tick = (i) => {
	if (!boxes[i]) return false;
	boxes[i].checked = !boxes[i].checked;
	last = i;
	count();
	return true;
};

// range ticks from the row that was ticked last to row i, as that one is.
const range = (i) => {
	if (!boxes[i]) return false;
	const from = last < 0 ? i : last;
	const on = last < 0 || boxes[last].checked;
	for (let n = Math.min(from, i); n <= Math.max(from, i); n++) boxes[n].checked = on;
	last = i;
	count();
	return true;
};

const tickAll = () => {
	if (!boxes.length) return false;
	const on = !boxes.every((box) => box.checked);
	for (const box of boxes) box.checked = on;
	count();
	return true;
};

// Each key says whether there was something for it to do.
const keys = {
	j: () => visit(at() + 1),
	k: () => visit(at() - 1),
	ArrowDown: () => at() >= 0 && visit(at() + 1),
	ArrowUp: () => at() >= 0 && visit(at() - 1),
	x: () => tick(at()),
	X: () => range(at()),
	a: () => tickAll(),
	b: () => focus(scope),
	n: () => follow('.pages a[rel=next]'),
	'/': () => focus(search),
};

document.addEventListener('keydown', (e) => {
	if (e.defaultPrevented || e.isComposing || e.ctrlKey || e.metaKey || e.altKey) return;
	if (e.key === 'Escape' && types(e) && e.target.closest('.sift, .bulk')) {
		visit(0);
		return;
	}
	if (types(e) || document.documentElement.dataset.keys === 'off' || document.querySelector('dialog[open]')) return;
	if (keys[e.key]?.()) e.preventDefault();
});

if (bulk) {
	all.hidden = false;
	all.addEventListener('change', () => {
		for (const box of boxes) box.checked = all.checked;
		count();
	});
	boxes.forEach((box, i) => box.addEventListener('click', (e) => {
		if (e.shiftKey && last >= 0) {
			boxes[last].checked = box.checked;
			range(i);
		}
		last = i;
		count();
	}));
	count(); // a browser that comes back keeps the ticks
}

// The page of a request leads on to its neighbours in this list.
if (rows.length) {
	sessionStorage.setItem('gatehouse-list', JSON.stringify({
		back: location.pathname + location.search,
		rows: rows.map((row) => new URL(row.querySelector('a.name').href).pathname),
	}));
}
