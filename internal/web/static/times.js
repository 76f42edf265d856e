// The server tells times in UTC. Here each is told in the reader's own zone, in
// the language and the form of the page; pointed at, it says what it is in UTC.
const lang = document.documentElement.lang;
const form = { day: 'numeric', month: 'short', year: 'numeric' };
const clock = { ...form, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
const teller = (options) => new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, options);
const day = teller(form);
const moment = teller(clock);
const utc = teller({ ...clock, timeZone: 'UTC' });

for (const time of document.querySelectorAll('time[datetime*="T"]')) {
	const at = new Date(time.dateTime);
	if (!Number.isNaN(at.getTime())) {
		time.title = `${utc.format(at)} UTC`;
		time.textContent = (time.textContent.includes('UTC') ? moment : day).format(at);
	}
}
