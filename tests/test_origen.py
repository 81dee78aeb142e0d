"""Los formularios públicos no usan cookies: se protegen mirando de dónde viene el envío."""

import pytest
from django.test import RequestFactory

from conoceles.comun.origen import viene_de_aqui

AQUI = "http://testserver"


@pytest.mark.parametrize(
    ("encabezados", "pasa"),
    [
        ({"HTTP_ORIGIN": AQUI, "HTTP_SEC_FETCH_SITE": "same-origin"}, True),
        ({"HTTP_ORIGIN": AQUI}, True),
        ({"HTTP_SEC_FETCH_SITE": "same-origin"}, True),
        ({"HTTP_ORIGIN": "https://otro.example", "HTTP_SEC_FETCH_SITE": "cross-site"}, False),
        ({"HTTP_ORIGIN": "https://otro.example"}, False),
        ({"HTTP_ORIGIN": "https://otro.example", "HTTP_SEC_FETCH_SITE": "same-origin"}, False),
        ({"HTTP_ORIGIN": AQUI, "HTTP_SEC_FETCH_SITE": "cross-site"}, False),
        ({"HTTP_ORIGIN": AQUI, "HTTP_SEC_FETCH_SITE": "same-site"}, False),
        ({"HTTP_ORIGIN": "null"}, False),
        ({}, False),
    ],
)
def test_solo_pasa_lo_que_sale_de_este_sitio(encabezados, pasa):
    peticion = RequestFactory().post("/", **encabezados)
    assert viene_de_aqui(peticion) is pasa
