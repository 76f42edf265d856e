package tour

import (
	"cmp"
	"context"
	"fmt"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

const (
	quality = 82               // of the pictures, in percent
	tallest = 1250             // pixels; twice that for a tall stop
	while   = 30 * time.Second // for one stop
)

// photograph takes the pictures of stops, each guest in a browser of its own.
func (h house) photograph(ctx context.Context, program string, stops []Stop, keep func(name string, picture []byte) error) error {
	for _, guest := range []Guest{"", Stranger, Recipient} {
		b, leave, err := h.open(ctx, program, guest)
		if err != nil {
			return fmt.Errorf("as %q: %w", guest, err)
		}
		for _, s := range stops {
			if s.As != guest {
				continue
			}
			if err := h.take(b, s, keep); err != nil {
				leave()
				return fmt.Errorf("%s: %w", s.Name, err)
			}
		}
		leave()
	}
	return nil
}

// open starts a browser and signs its guest in.
func (h house) open(ctx context.Context, program string, guest Guest) (context.Context, func(), error) {
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(program), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("hide-scrollbars", true))
	started, stop := chromedp.NewExecAllocator(ctx, options...)
	b, end := chromedp.NewContext(started)
	leave := func() {
		end()
		stop()
	}
	email := map[Guest]string{"": h.Email, Recipient: h.Recipient}[guest]
	if email == "" {
		return b, leave, chromedp.Do(b, chromedp.Navigate(h.Address+"/sign-in"))
	}
	err := chromedp.Do(b,
		chromedp.Navigate(h.Address+"/sign-in"), chromedp.SendKeys("#email", email), chromedp.Click("main form button"),
		chromedp.WaitVisible("#password"), chromedp.SendKeys("#password", h.Password), chromedp.Click("main form button:not([type=button])"),
		chromedp.WaitVisible(".console"))
	return b, leave, err
}

// take photographs one stop in every way.
func (h house) take(b context.Context, s Stop, keep func(string, []byte) error) error {
	for _, width := range Widths {
		for _, scheme := range Schemes {
			picture, err := h.shoot(b, s, width, scheme)
			if err != nil {
				return fmt.Errorf("%d, %s: %w", width, scheme, err)
			}
			if err := keep(s.File(width, scheme), picture); err != nil {
				return err
			}
		}
	}
	return nil
}

func (h house) shoot(b context.Context, s Stop, width int64, scheme string) ([]byte, error) {
	ctx, stop := context.WithTimeout(b, while)
	defer stop()
	if _, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}},
	}); err != nil {
		return nil, err
	}
	if err := window(ctx, width, 800); err != nil {
		return nil, err
	}
	if err := h.walk(ctx, s); err != nil {
		return nil, err
	}
	height, err := chromedp.Run(ctx, chromedp.Evaluate[int64](`document.documentElement.scrollHeight`))
	if err != nil {
		return nil, err
	}
	most := int64(tallest)
	if s.Tall {
		most *= 2
	}
	if err := window(ctx, width, min(height, most)); err != nil {
		return nil, err
	}
	got, err := chromedp.Call(ctx, page.CaptureScreenshot, page.CaptureScreenshotParams{
		Format: page.CaptureScreenshotFormatWebp, Quality: new(int64(quality)),
	})
	if err != nil {
		return nil, err
	}
	return got.Data, nil
}

// walk goes to a stop and does there what its picture shows.
func (h house) walk(ctx context.Context, s Stop) error {
	if err := chromedp.Do(ctx, chromedp.Navigate(h.Address+cmp.Or(s.Path, h.mail.link))); err != nil {
		return err
	}
	for _, link := range s.Links {
		if _, err := chromedp.RunResponse(ctx, chromedp.Click(link)); err != nil {
			return fmt.Errorf("%s: %w", link, err)
		}
	}
	if s.Opens != "" {
		if err := chromedp.Do(ctx, chromedp.Click(s.Opens)); err != nil {
			return fmt.Errorf("%s: %w", s.Opens, err)
		}
	}
	for _, t := range s.Types {
		if t.Text == Code {
			t.Text = h.mail.code
		}
		if err := chromedp.Do(ctx, chromedp.SendKeys(t.Field, t.Text)); err != nil {
			return fmt.Errorf("%s: %w", t.Field, err)
		}
	}
	if s.Brings != nil {
		if err := chromedp.Do(ctx, chromedp.SetUploadFiles(s.Brings.Field, []string{h.file(s)})); err != nil {
			return fmt.Errorf("%s: %w", s.Brings.Field, err)
		}
	}
	if s.Press != "" {
		if _, err := chromedp.RunResponse(ctx, chromedp.Click(s.Press)); err != nil {
			return fmt.Errorf("%s: %w", s.Press, err)
		}
	}
	return nil
}

func window(ctx context.Context, width, height int64) error {
	_, err := chromedp.Call(ctx, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
		Width: width, Height: height, DeviceScaleFactor: 1, Mobile: width < 500,
	})
	return err
}
