"""What people do in the shop, in their words."""

import re

from playwright.sync_api import expect

from tests.accounts.factors import code

PASSWORD = "correct-horse-battery"


class Visitor:
    """One person in one browser. A page that breaks, or a script that does, fails the journey."""

    def __init__(self, name, page, shots=None):
        self.name, self.page, self.shots = name, page, shots
        self.problems = []
        page.on("pageerror", lambda error: self._note(error))
        page.on("console", lambda line: line.type == "error" and self._note(line.text))

    def _note(self, problem):
        self.problems.append(f"{self.page.url}: {problem}")

    def open(self, path):
        answer = self.page.goto(path)
        assert answer.status < 500, f"{path}: {answer.status}"
        return answer

    def press(self, words):
        self.page.get_by_role("button", name=words, exact=True).click()

    def follow(self, words):
        self.page.get_by_role("link", name=words).first.click()

    def sees(self, words):
        expect(self.page.locator("main")).to_contain_text(words)

    def is_told(self, words):
        """In a notice: a sweep brings it, soon."""
        self.open("/account/notices/")
        for _ in range(60):
            if words in self.page.locator("main").inner_text():
                return
            self.page.wait_for_timeout(500)
            self.page.reload()
        raise AssertionError(f"no notice says {words!r}")

    def does_not_see(self, *words):
        text = self.page.locator("body").inner_text()
        for word in words:
            assert word not in text, f"{self.name} finds {word!r} at {self.page.url}"

    def shot(self, name):
        if self.shots:
            self.shots.mkdir(parents=True, exist_ok=True)
            self.page.wait_for_load_state("networkidle")
            self.page.screenshot(path=self.shots / f"{name}.png", full_page=True)

    def sign_up(self):
        self.open("/account/signup/")
        self.fill_sign_up()

    def fill_sign_up(self):
        self.page.locator("[name=email]").fill(f"{self.name}@example.org")
        self.page.locator("[name=nickname]").fill(self.name)
        self.page.locator("[name=password1]").fill(PASSWORD)
        self.shot("sign-up")
        self.press("注册账号")
        expect(self.page).not_to_have_url(re.compile("signup"))

    def log_in(self, email):
        self.open("/account/login/")
        self.page.locator("[name=login]").fill(email)
        self.page.locator("[name=password]").fill(PASSWORD)
        self.press("登录")

    def set_up_an_app(self):
        """From the page that asks for the password again to the recovery codes, and on to where one was going."""
        self.page.locator("[name=password]").fill(PASSWORD)
        self.page.locator("main form button").click()
        secret = self.page.locator("#key").inner_text()
        self.shot("second-factor")
        self.enter_code(secret)
        expect(self.page.locator(".codes li")).to_have_count(10)
        self.shot("recovery-codes")
        self.page.locator("main .weui-btn_primary").click()
        return secret

    def enter_code(self, secret):
        self.page.locator("[name=code]").fill(code(secret))
        self.page.locator("main form button").click()

    def choose_tea(self, variant="罐装"):
        self.open("/")
        self.shot("home")
        self.follow("明前龙井")
        self.sees("支持送礼物")
        self.page.get_by_role("radio", name=variant, exact=True).check()
        self.shot("product")

    def send_tea(self, greeting="春茶一罐，愿你安好"):
        """From the product to the sent page; the link to give away."""
        self.choose_tea()
        self.press("送给朋友")
        self.page.locator("[name=greeting]").fill(greeting)
        self.shot("send")
        self.page.locator(".bar button").click()
        self.pay()
        self.sees("待收下")
        self.shot("sent")
        return self.page.locator("#link").get_attribute("href")

    def pay(self):
        self.shot("pay")
        self.page.get_by_role("button", name=re.compile("立即付款")).click()
        self.shot("cashier")
        self.page.get_by_role("button", name=re.compile("^付款 ¥")).click()
        expect(self.page).not_to_have_url(re.compile("sandbox"))

    def open_box(self, link):
        self.open(link)
        assert "-" not in self.page.url.rpartition("/g/")[2], "the secret stays in the address bar"
        self.shot("box")
        self.unwrap()

    def unwrap(self):
        """The box plays its opening first, where scripts run."""
        self.follow("拆开礼物")
        self.page.wait_for_url("**/inside")
        self.shot("inside")

    def fill_address(self):
        for name, value in {
            "consignee": "王小波",
            "phone": "138 0013 8000",
            "detail": "文三路 100 号 3 幢 502",
        }.items():
            self.page.locator(f"[name={name}]").fill(value)
        for name, value in {"province": "浙江省", "city": "杭州市", "district": "西湖区"}.items():
            self.choose(name, value)

    def choose(self, name, value):
        """From a list, or typed where no script made one."""
        field = self.page.locator(f"[name={name}]")
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
