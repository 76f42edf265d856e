// Says before a form is sent that its files are too large: the server would say so
// only after it got them all, and the browser would forget what was typed.
const one = 10 << 20, all = 20 << 20;
for (const form of document.querySelectorAll("form[data-files]")) {
	const inputs = [...form.querySelectorAll("input[type=file]")];
	form.addEventListener("change", (e) => {
		if (!inputs.includes(e.target)) return;
		let sum = 0;
		for (const input of inputs) {
			input.setCustomValidity("");
			for (const file of input.files) {
				sum += file.size;
				if (file.size > one) input.setCustomValidity(form.dataset.files);
			}
		}
		if (sum > all) e.target.setCustomValidity(form.dataset.files);
		e.target.reportValidity();
	});
}
