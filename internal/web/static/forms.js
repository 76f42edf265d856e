// Improves the pages of forms, which work without it: arranges own fields without
// leaving the page, and shows the options of a choice alone.

const editor = document.getElementById("editor");

function showOptions() {
	for (const own of editor.querySelectorAll(".own")) {
		const kind = own.querySelector("[data-kind]"), options = own.querySelector("[data-options]");
		if (kind && options) {
			options.hidden = kind.value !== "choice";
		}
	}
}

async function arrange(event) {
	const button = event.submitter;
	if (!button || button.name !== "do") {
		return;
	}
	event.preventDefault();
	const body = new URLSearchParams(new FormData(editor, button));
	try {
		const answer = await fetch(editor.action, {method: "POST", body, redirect: "error"});
		const page = new DOMParser().parseFromString(await answer.text(), "text/html");
		const now = page.getElementById("own-fields");
		document.getElementById("own-fields").replaceWith(now);
		showOptions();
		now.querySelector("[autofocus]")?.focus();
	} catch { // as without a script
		const field = document.createElement("input");
		field.type = "hidden";
		field.name = "do";
		field.value = button.value;
		editor.append(field);
		editor.submit();
	}
}

if (editor) {
	showOptions();
	editor.addEventListener("change", showOptions);
	editor.addEventListener("submit", arrange);
}
