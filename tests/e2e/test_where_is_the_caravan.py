def test_x(visitor, site):
    site.set_clock("2026-11-24 10:00")
    visitor.goto("/")
    print(visitor.locator(".answer__sentence").inner_text())
