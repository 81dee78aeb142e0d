"""Las listas de trabajo: cada una halla lo suyo y calla lo demás."""

import pytest
from django.urls import reverse

from candidaturas.models import Formula
from captura.hallazgos import LISTAS
from captura.models import Cuestionario, EnlaceComprobado, Fotografia
from captura.parecidos import rehacer
from conoceles.comun import reloj

NORMAL = "Propongo Escuelas y Parques en cada Barrio. " * 12


@pytest.fixture
def enviado(papeles):
    Cuestionario.objects.filter(pk=papeles.propio.pk).update(
        estado="enviado", propuesta_1=NORMAL, foto=_foto(papeles, 800, 1000, "a")
    )
    return papeles


def _foto(papeles, ancho, alto, huella):
    return Fotografia.objects.create(
        archivo=f"fotografias/{huella}.jpg",
        huella=huella * 64,
        ancho=ancho,
        alto=alto,
        subida_por=papeles.cuentas["enlace"].usuario,
        subida_en=reloj.ahora(),
    )


def halla(papeles, lista):
    return {(h.cuestionario, h.campo) for h in LISTAS[lista].buscar(papeles.proceso)}


def cambiar(papeles, **campos):
    Cuestionario.objects.filter(pk=papeles.propio.pk).update(**campos)


@pytest.mark.parametrize(
    ("texto", "grita"),
    [(NORMAL, False), (NORMAL.upper(), True), ("ÁÉÍÓÚ ÑANDÚ " * 40, True), ("PAN y PRI", False)],
)
def test_mayusculas(enviado, texto, grita):
    cambiar(enviado, propuesta_1=texto)
    esperado = {(enviado.propio.pk, "propuesta_1")} if grita else set()
    assert halla(enviado, "mayusculas") == esperado


def test_cortos_solo_de_lo_enviado_y_no_lo_vacio(enviado):
    assert halla(enviado, "cortos") == set()
    cambiar(enviado, propuesta_1="Muy poco.", propuesta_genero="")
    assert halla(enviado, "cortos") == {(enviado.propio.pk, "propuesta_1")}
    cambiar(enviado, estado="en_captura")
    assert halla(enviado, "cortos") == set()


def test_enlaces_caidos(enviado):
    cambiar(enviado, pagina_web="https://a.example/", redes=["https://b.example/"])
    for direccion, responde in (("https://a.example/", True), ("https://b.example/", False)):
        EnlaceComprobado.objects.create(
            direccion=direccion, responde=responde, comprobado_en=reloj.ahora(), detalle="No está."
        )
    assert halla(enviado, "enlaces") == {(enviado.propio.pk, "redes")}


def test_fotografias(enviado):
    foto = (enviado.propio.pk, "foto")
    assert halla(enviado, "fotografias") == set()
    cambiar(enviado, foto=_foto(enviado, 1600, 900, "b"))
    assert halla(enviado, "fotografias") == {foto}
    cambiar(enviado, foto=None)
    assert halla(enviado, "fotografias") == {foto}
    misma = _foto(enviado, 800, 1000, "c")
    Cuestionario.objects.filter(pk=enviado.cuestionario.pk).update(estado="enviado", foto=misma)
    cambiar(enviado, foto=_foto(enviado, 800, 1000, "c"))
    assert halla(enviado, "fotografias") == {foto, (enviado.cuestionario.pk, "foto")}
    con_cual = {h.cuestionario: h.otro for h in LISTAS["fotografias"].buscar(enviado.proceso)}
    assert con_cual[enviado.propio.pk] == enviado.cuestionario.pk
    assert con_cual[enviado.cuestionario.pk] == enviado.propio.pk


def test_casi_iguales_solo_entre_actores_distintos(enviado):
    rehacer(enviado.proceso)
    # La fábrica da a los dos los mismos textos, y son de dos actores.
    pareja = {enviado.propio.pk, enviado.cuestionario.pk}
    hallados = list(LISTAS["parecidos"].buscar(enviado.proceso))
    assert {h.cuestionario for h in hallados} | {h.otro for h in hallados} == pareja
    Formula.objects.filter(actor=enviado.coalicion).update(actor=enviado.a)
    assert not list(LISTAS["parecidos"].buscar(enviado.proceso))


@pytest.mark.parametrize("lista", LISTAS)
def test_la_pagina_de_cada_lista_lleva_a_su_perfil(enviado, client, lista):
    cambiar(enviado, propuesta_1="MUY POCO, PERO EN MAYÚSCULAS", foto=None)
    cambiar(enviado, pagina_web="https://a.example/")
    EnlaceComprobado.objects.create(
        direccion="https://a.example/", responde=False, comprobado_en=reloj.ahora()
    )
    rehacer(enviado.proceso)
    client.force_login(enviado.cuentas["revision"].usuario)
    texto = client.get(reverse("captura:hallazgos"), {"lista": lista}).text
    assert reverse("captura:revision", args=[enviado.propio.pk]) in texto
