"""WeChat Pay v3 on this machine, for development and tests, as faithful as its documents allow.

    with emulator.running(sub_mchids=["1900000109"]) as wechat:
        ...                                 # a shop with wechat.environment asks for an order
        wechat.control.pay("T20260101")     # somebody pays
        wechat.deliver_due()                # the notice goes to its notify_url

| What | Where | As at WeChat's |
| --- | --- | --- |
| signatures | signing, answering | every request judged (5 minutes, nonce once, exact body), every answer signed, 204 and errors too |
| public key or certificate | keys, certificates | an answer is signed as the request's Wechatpay-Serial wishes |
| orders: JSAPI, H5, Native, direct and partner | trades | one number, one order; closed by time_expire; ORDER_PAID |
| refunds | refunds | once per number; sum, 50 times, 1 minute apart, 365 days; from the frozen money or the available; asynchronous |
| splits, receivers, returns | splits, receivers, returns | after 1 minute, 30 %, 50 × 50; FINISHED with a result for each; freed after 30 days |
| transfers to a person | transfers | confirmed within 24 hours or back; a name from ¥2,000 |
| bills | bills, tradebill, flowbill, splitbill | Beijing days, from 10 o'clock, in yuan, backticks |
| notices | notices, oddities | encrypted; 15 repetitions over a day; doubled, reordered, delayed, dropped, old, forged, probing |
| faults | faults | before or after the deed: silence, 500, 429, a wrong signature |
| cashier, login | cashier, oauth | a page to pay on; an openid for a code |
| control | control, client | pay, move the clock, decide, read the books; from this machine only, unsigned |

What it leaves out: fees, coupons, combined orders, bank cards, limits by the second, notices to the receivers of splits.
Time can be moved forward: expiry, ladders, limits and bills follow it. Signatures are made and judged by the real
time, as the shop's client has no other.
"""

from .running import Running, running

__all__ = ["Running", "running"]
