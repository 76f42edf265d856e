// Registrations by hand on the keys: j and k go from one to the next, x ticks,
// Enter opens, a ticks all. The page does without it.

const list = document.querySelector("[data-people]");
const rows = list ? [...list.querySelectorAll("[data-row]")] : [];
const boxes = rows.map((row) => row.querySelector("[data-tick]"));
const all = document.querySelector("[data-tick-all]");

const at = () => rows.findIndex((row) => row.contains(document.activeElement));

function visit(i) {
	const row = rows[Math.max(0, Math.min(i, rows.length - 1))];
	row?.querySelector("[data-open]").focus();
	row?.scrollIntoView({block: "nearest"});
	return Boolean(row);
}

function show() {
	if (!all) {
		return;
	}
	const there = boxes.filter(Boolean), n = there.filter((box) => box.checked).length;
	all.checked = n > 0 && n === there.length;
	all.indeterminate = n > 0 && n < there.length;
	rows.forEach((row, i) => row.classList.toggle("ticked", Boolean(boxes[i]?.checked)));
}

function tick(i) {
	if (!boxes[i]) {
		return false;
	}
	boxes[i].checked = !boxes[i].checked;
	show();
	return true;
}

function tickAll(on) {
	boxes.forEach((box) => {
		if (box) {
			box.checked = on;
		}
	});
	show();
	return true;
}

const keys = {
	j: () => visit(at() + 1),
	k: () => visit(at() - 1),
	x: () => tick(at()),
	a: () => tickAll(!boxes.filter(Boolean).every((box) => box.checked)),
	"/": () => {
		document.getElementById("q").focus();
		return true;
	},
};

document.addEventListener("keydown", (e) => {
	if (e.defaultPrevented || e.isComposing || e.ctrlKey || e.metaKey || e.altKey ||
		document.documentElement.dataset.keys === "off" || document.querySelector("dialog[open]") ||
		e.target.closest?.("textarea, select, [contenteditable], input:not([type=checkbox], [type=button], [type=submit])")) {
		return;
	}
	if (keys[e.key]?.()) {
		e.preventDefault();
	}
});

if (all) {
	all.closest(".all").hidden = false;
	all.addEventListener("change", () => tickAll(all.checked));
	list.addEventListener("change", show);
	show(); // a browser that comes back keeps the ticks
}
