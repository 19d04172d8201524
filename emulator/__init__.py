"""WeChat Pay v3 on this machine, for development and tests, as faithful as its documents allow.

    with emulator.running(sub_mchids=["1900000109"]) as wechat:
        ...                                 # a shop with wechat.environment asks for an order
        wechat.control.pay("T20260101")     # somebody pays
        wechat.deliver_due()                # the notice goes to its notify_url

| What | Modules | As at WeChat's |
| --- | --- | --- |
| signatures | signing, answering | requests judged: 5 minutes, nonce once, exact body; answers signed, 204 too |
| keys | keys, certificates | answers are signed as the request's Wechatpay-Serial wishes: public key or certificate |
| orders | trades | JSAPI, H5, Native; direct and partner; one number, one order; closed in time |
| refunds | refunds | once per number; sum, 50 times, a minute apart, a year; frozen money first; asynchronous |
| splits | splits, shares, receivers, returns | after a minute, 30 %, 50 × 50; not FINISHED but each result counts |
| transfers | transfers | the person confirms within 24 hours, or the money comes back; a name from ¥2,000 |
| bills | bills, tradebill, flowbill, splitbill | Beijing days, from 10 o'clock, yuan, backticks |
| notices | notices, oddities | encrypted, repeated 15 times; doubled, reordered, late, lost, old, forged, probing |
| faults | faults | before or after the deed: silence, 500, 429; a wrong signature |
| people | cashier, oauth | a page to pay on; an openid for a code |
| control | control, client | pay, move the clock, decide, read the books; from this machine only, unsigned |

It leaves out fees, coupons, combined orders, bank cards, limits by the second and notices to receivers of splits.
Time can be moved forward: expiry, ladders, limits and bills follow it. Signatures are made and judged by the real
time, as the shop's client has no other.
"""

from .running import Running, running

__all__ = ["Running", "running"]
