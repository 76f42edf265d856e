// One box ticks all rows of a list, and the list says how many are ticked. Where
// no script runs the box stays hidden, and the rows are ticked one by one.
const all = document.getElementById('tick-all');
const ticked = document.getElementById('ticked');
const boxes = [...document.querySelectorAll('td.tick input')];
if (all && ticked) {
	const none = ticked.textContent;
	const count = () => {
		const n = boxes.filter((box) => box.checked).length;
		ticked.textContent = n === 0 ? none : n === 1 ? ticked.dataset.single : ticked.dataset.many.replace('{n}', n);
		all.checked = n === boxes.length;
		all.indeterminate = n > 0 && n < boxes.length;
		for (const box of boxes) box.closest('tr').classList.toggle('ticked', box.checked);
		ticked.closest('.bulk').classList.toggle('some', n > 0);
	};
	all.addEventListener('change', () => {
		for (const box of boxes) box.checked = all.checked;
		count();
	});
	for (const box of boxes) box.addEventListener('change', count);
	all.hidden = false;
	count();
}
