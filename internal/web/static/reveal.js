// What is typed into a password's field can be shown by the button beside it,
// which stays hidden where no script runs. When the form is sent it is hidden
// again, so that no browser takes it for a text to remember.
for (const button of document.querySelectorAll('[data-shows]')) {
	const field = document.getElementById(button.dataset.shows);
	const show = (shown) => {
		field.type = shown ? 'text' : 'password';
		button.setAttribute('aria-pressed', String(shown));
	};
	button.addEventListener('click', () => show(field.type === 'password'));
	field.form.addEventListener('submit', () => show(false));
	button.hidden = false;
}
