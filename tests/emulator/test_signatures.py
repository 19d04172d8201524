"""Who may ask, and how an answer is vouched for. The vectors are those of the official Go SDK."""

import json
import time
from uuid import uuid4

import pytest

from emulator import running, signing
from emulator.keys import from_one_line
from tests.emulator.browsing import http
from tests.emulator.shop import MINUTE, SUB_MCHID, Shop, client, told

VECTOR_KEY = """
MIIEvgIBADANBgkqhkiG9w0BAQEFAASCBKgwggSkAgEAAoIBAQDZUJN33V+dSfvd
fL0Mu+39XrZNXFFMQSy1V15FpncHeV47SmV0TzTqZc7hHB0ddqAdDi8Z5k3TKqb7
6sOwYr5TcAfuR6PIPaleyE0/0KrljBum2Isa2Nyq7Dgc3ElBQ6YN4l/a+DpvKaz1
FSKmKrhLNskqokWVSlu4g8OlKlbPXQ9ibII14MZRQrrkTmHYHzfi7GXXM0thAKuR
0HNvyhTHBh4/lrYM3GaMvmWwkwvsMavnOex6+eioZHBOb1/EIZ/LzC6zuHArPpyW
3daGaZ1rtQB1vVzTyERAVVFsXXgBHvfFud3w3ShsJYk8JvMwK2RpJ5/gV0QSARcm
LDRUAlPzAgMBAAECggEBAMc7rDeUaXiWv6bMGbZ3BTXpg1FhdddnWUnYE8HfX/km
OFI7XtBHXcgYFpcjYz4D5787pcsk7ezPidAj58zqenuclmjKnUmT3pfbI5eCA2v4
C9HnbYDrmUPK1ZcADtka4D6ScDccpNYNa1g2TFHzkIrEa6H+q7S3O2fqxY/DRVtN
0JIXalBb8daaqL5QVzSmM2BMVnHy+YITJWIkP2a3pKs9C0W65JGDsnG0wVrHinHF
+cnhFZIbaPEI//DAFMc9NkrWOKVRTEgcCUxCFaHOZVNxDWZD7A2ZfJB2rK6eg//y
gEiFDR2h6mTaDowMB4YF2n2dsIO4/dCG8vPHI20jn4ECgYEA/ZGu6lEMlO0XZnam
AZGtiNgLcCfM/C2ZERZE7QTRPZH1WdK92Al9ndldsswFw4baJrJLCmghjF/iG4zi
hhBvLnOLksnZUfjdumxoHDWXo2QBWbI5QsWIE7AuTiWgWj1I7X4fCXSQf6i+M/y2
6TogQ7d0ANpZFyOkTNMn/tiJvLECgYEA22XqlamG/yfAGWery5KNH2DGlTIyd6xJ
WtJ9j3jU99lZ0bCQ5xhiBbU9ImxCi3zgTsoqLWgA/p00HhNFNoUcTl9ofc0G3zwT
D1y0ZzcnVKxGJdZ6ohW52V0hJStAigtjYAsUgjm7//FH7PiQDBDP1Wa6xSRkDQU/
aSbQxvEE8+MCgYEA3bb8krW7opyM0XL9RHH0oqsFlVO30Oit5lrqebS0oHl3Zsr2
ZGgoBlWBsEzk3UqUhTFwm/DhJLTSJ/TQPRkxnhQ5/mewNhS9C7yua7wQkzVmWN+V
YeUGTvDGDF6qDz12/vJAgSwDDRym8x4NcXD5tTw7mmNRcwIfL22SkysThIECgYAV
BgccoEoXWS/HP2/u6fQr9ZIR6eV8Ij5FPbZacTG3LlS1Cz5XZra95UgebFFUHHtC
EY1JHJY7z8SWvTH8r3Su7eWNaIAoFBGffzqqSVazfm6aYZsOvRY6BfqPHT3p/H1h
Tq6AbBffxrcltgvXnCTORjHPglU0CjSxVs7awW3AEQKBgB5WtaC8VLROM7rkfVIq
+RXqE5vtJfa3e3N7W3RqxKp4zHFAPfr82FK5CX2bppEaxY7SEZVvVInKDc5gKdG/
jWNRBmvvftZhY59PILHO2X5vO4FXh7suEjy6VIh0gsnK36mmRboYIBGsNuDHjXLe
BDa+8mDLkWu5nHEhOxy2JJZl
"""
VECTOR_SIGNATURE = (
    "BKyAfU4iMCuvXMXS0Wzam3V/cnxZ+JaqigPM5OhljS2iOT95OO6Fsuml2JkFANJU9K6q9bLlDhPXuoVz+pp4hAm6pHU4ld815U4jsKu1Rkya"
    "II+1CYBUYC8TK0XtJ8FwUXXz8vZHh58rrAVN1XwNyvD1vfpxrMT4SL536GLwvpUHlCqIMzoZUguLli/K8V29QiOhuH6IEqLNJn8e9b3nwNcQ"
    "7be3CzYGpDAKBfDGPCqCv8Rw5zndhlffk2FEA70G4hvMwe51qMN/RAJbknXG23bSlObuTCN7Ndj1aJGH6/L+hdwfLpUtJm4QYVazzW7DFD27"
    "EpSQEqA8bX9+8m1rLg=="
)
PATH = "/v3/pay/partner/transactions/out-trade-no/T100/close"
BODY = json.dumps({"sub_mchid": SUB_MCHID, "sp_mchid": "1900000001"})


def ask(wechat, *, body=BODY, signed_body=BODY, path=PATH, nonce=None, late=0, signature=None, **other):
    """A close, signed by hand, with one thing or another as it should not be."""
    keys = wechat.keys
    said = {
        "mchid": keys.mchid,
        "nonce_str": nonce or uuid4().hex,
        "timestamp": str(int(time.time()) - late),
        "serial_no": keys.merchant_serial,
    } | other
    message = signing.lines("POST", PATH, said["timestamp"], said["nonce_str"], signed_body)
    said["signature"] = signature or signing.sign(keys.merchant, message)
    authorization = signing.SCHEME + " " + ",".join(f'{name}="{value}"' for name, value in said.items())
    return http.post(wechat.url + path, content=body, headers={"Authorization": authorization})


def refused(answer):
    return answer.status_code == 401 and answer.json()["code"] == "SIGN_ERROR"


def vouched(wechat, answer):
    headers = answer.headers
    message = signing.lines(headers["Wechatpay-Timestamp"], headers["Wechatpay-Nonce"], answer.text)
    return signing.is_signed(wechat.keys.platform.public_key(), message, headers["Wechatpay-Signature"])


def test_the_official_signature_is_ours():
    key = from_one_line(VECTOR_KEY.strip())
    assert signing.sign(key, b"source") == VECTOR_SIGNATURE
    assert signing.is_signed(key.public_key(), b"source", VECTOR_SIGNATURE)


@pytest.mark.parametrize("wrong", ["", "not base64", VECTOR_SIGNATURE[:-8] + "AAAAAA=="])
def test_another_signature_is_not(wrong):
    assert not signing.is_signed(from_one_line(VECTOR_KEY.strip()).public_key(), b"source", wrong)


def test_a_request_that_is_signed_by_hand_is_carried_out(wechat):
    assert ask(wechat).status_code == 204


def test_a_request_without_a_signature_is_refused(wechat):
    assert refused(http.post(wechat.url + PATH, content=BODY))


@pytest.mark.parametrize(
    "wrong",
    [
        {"body": BODY + " "},
        {"path": PATH + "?more=1"},
        {"signature": VECTOR_SIGNATURE},
        {"mchid": "1900009999"},
        {"serial_no": "00"},
        {"late": 5 * MINUTE + 2},
        {"late": -5 * MINUTE - 2},
        {"timestamp": "now"},
    ],
)
def test_a_request_that_is_not_what_was_signed_or_not_by_whom_or_when_is_refused(wechat, wrong):
    assert refused(ask(wechat, **wrong))


def test_a_nonce_is_good_for_one_request(wechat):
    assert ask(wechat, nonce="once").status_code == 204
    assert refused(ask(wechat, nonce="once"))


def test_an_empty_answer_and_a_refusal_are_signed_like_any_other(wechat):
    assert vouched(wechat, ask(wechat))
    assert vouched(wechat, ask(wechat, late=6 * MINUTE))


def test_an_unknown_path_is_not_found(wechat):
    assert http.get(wechat.url + "/v3/nothing").status_code == 404


def test_a_client_without_the_public_key_reads_the_certificate(wechat, monkeypatch):
    monkeypatch.setattr("wechatpayv3.core.Core._init_certificates", lambda core: None)
    sdk = client(wechat.environment, public_key=None, public_key_id=None)
    assert told(sdk.pay("茶", "T100001", {"total": 100}, sub_mchid=SUB_MCHID))[0] == 200
    assert sdk._core._certificates[0].serial_number == wechat.keys.certificate.serial_number


def test_notices_can_be_signed_with_the_certificate(letterbox):
    with running(sub_mchids=[SUB_MCHID], certificates=True) as wechat:
        Shop(wechat, letterbox.url).paid()
        wechat.deliver_due()
    assert letterbox.letters[0][0]["Wechatpay-Serial"] == wechat.keys.certificate_serial
