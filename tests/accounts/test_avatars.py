"""A person's picture: small, square, without the photo's secrets, and gone with the person."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string
from django.urls import reverse
from PIL import Image

from accounts import avatars
from accounts.erasure import erase

URL = "/account/picture/"


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def encoded(size=(600, 400), kind="JPEG", mode="RGB", **options):
    out = BytesIO()
    Image.new(mode, size, "red").save(out, kind, **options)
    return out.getvalue()


def upload(client, data, name="me.jpg"):
    return client.post(URL, {"picture": SimpleUploadedFile(name, data)})


def stored(media):
    return [path.name for path in media.rglob("*.*")]


@pytest.mark.parametrize("kind, mode", [("JPEG", "RGB"), ("PNG", "RGBA"), ("PNG", "P"), ("WEBP", "RGB")])
def test_a_photo_becomes_a_small_square(as_mei, mei, kind, mode):
    assert upload(as_mei, encoded(kind=kind, mode=mode)).status_code == 302
    mei.refresh_from_db()
    with Image.open(mei.avatar) as image:
        assert (image.size, image.format) == ((256, 256), "JPEG")


def test_where_a_photo_was_taken_is_not_kept(as_mei, mei):
    exif = Image.Exif()
    exif[0x010E] = "secret place"
    upload(as_mei, encoded(exif=exif))
    mei.refresh_from_db()
    assert b"secret place" not in mei.avatar.read()


@pytest.mark.parametrize(
    "data",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"GIF89a nothing",
        encoded(kind="GIF", mode="P"),
        b"%PDF-1.4",
        b"",
        b"x" * (avatars.MAX_BYTES + 1),
        encoded(size=(8_000, 6_000), kind="PNG", mode="1"),
    ],
)
def test_nothing_else_is_taken(as_mei, mei, media, data):
    assert upload(as_mei, data, "me.png").status_code == 422
    mei.refresh_from_db()
    assert not mei.avatar and not stored(media)


def test_a_form_without_a_file_is_shown_again(as_mei):
    assert as_mei.post(URL, {}).status_code == 422


def test_the_picture_is_served_for_ever_under_a_name_that_tells_nothing(as_mei, mei, client):
    upload(as_mei, encoded())
    mei.refresh_from_db()
    assert "mei" not in mei.avatar.name
    response = client.get(mei.avatar.url)
    assert response["Content-Type"] == "image/jpeg" and "immutable" in response["Cache-Control"]
    for name in ["0" * 40 + ".jpg", "..%2f..%2fsecret", "x.svg"]:
        assert client.get(f"/media/avatars/{name}").status_code == 404


def test_two_people_with_one_picture_each_have_their_own_file(mei, bo):
    avatars.keep(mei, encoded())
    avatars.keep(bo, encoded())
    assert mei.avatar.name != bo.avatar.name


def test_a_new_picture_takes_the_place_of_the_old_file(
    as_mei, mei, media, django_capture_on_commit_callbacks
):
    for size in [(600, 400), (300, 300)]:
        with django_capture_on_commit_callbacks(execute=True):
            upload(as_mei, encoded(size) if size[0] > 300 else encoded(size, "PNG", "1"))
    mei.refresh_from_db()
    assert stored(media) == [mei.avatar.name.removeprefix("avatars/")]


def test_a_picture_is_removed(as_mei, mei, media, django_capture_on_commit_callbacks):
    upload(as_mei, encoded())
    assert as_mei.get("/account/picture/removal/").status_code == 405
    with django_capture_on_commit_callbacks(execute=True):
        as_mei.post("/account/picture/removal/")
    mei.refresh_from_db()
    assert not mei.avatar and not stored(media)


def test_it_goes_with_the_person(mei, media, django_capture_on_commit_callbacks):
    avatars.keep(mei, encoded())
    with django_capture_on_commit_callbacks(execute=True):
        erase(user=mei)
    mei.refresh_from_db()
    assert not mei.avatar and not stored(media)


def test_whoever_uploads_without_end_is_stopped(as_mei):
    answers = {upload(as_mei, b"").status_code for _ in range(31)}
    assert 429 in answers


def test_without_a_picture_the_initial_stands_on_a_colour_of_ones_own(mei, bo):
    shown = [render_to_string("accounts/parts/avatar.html", {"person": person}) for person in (mei, bo)]
    assert ">M<" in shown[0] and f"avatar_shade{mei.shade}" in shown[0]
    assert ">B<" in shown[1] and mei.shade != bo.shade


def test_a_visitor_has_no_picture_to_change(client, db):
    assert client.get(reverse("accounts:avatar")).status_code == 302
