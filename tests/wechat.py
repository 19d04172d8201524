"""WeChat Pay, played by the emulator in this process, with the shop set up for it."""

from contextlib import contextmanager

import emulator
from giftshop import wechatpay
from payments.providers.wechat import client, splits

MERCHANT = "1900100001"


@contextmanager
def at_wechat(monkeypatch, settings, *, mode="partner", merchants=(MERCHANT,)):
    """The running emulator; the shop pays there for as long as the block lasts."""
    with emulator.running(mode=mode, sub_mchids=list(merchants)) as wechat:
        for name, value in wechat.environment.items():
            monkeypatch.setenv(name, value)
        settings.WECHATPAY, settings.PAYMENTS = wechatpay.account(), "wechat"
        forget()
        try:
            yield wechat
        finally:
            forget()


def forget():
    """The client is built once a process, and introduces the platform to a merchant once."""
    client.sdk.cache_clear()
    splits._introduce.cache_clear()
