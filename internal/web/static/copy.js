// Copies what a button stands beside: the value of a field, or the text of a
// command. Without a script the button is not there, and one selects the text.

for (const button of document.querySelectorAll("[data-copies]")) {
	const from = document.getElementById(button.dataset.copies);
	const words = button.value;
	button.hidden = false;
	button.addEventListener("click", async () => {
		try {
			await navigator.clipboard.writeText(from.value ?? from.textContent);
		} catch { // the clipboard is for https pages alone
			if (from.select) {
				from.select();
			} else {
				getSelection().selectAllChildren(from);
			}
			document.execCommand("copy");
		}
		button.value = button.dataset.said;
		button.setAttribute("aria-label", button.dataset.said);
		setTimeout(() => {
			button.value = words;
			button.setAttribute("aria-label", words);
		}, 2000);
	});
}
