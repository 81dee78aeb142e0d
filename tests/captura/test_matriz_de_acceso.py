"""Cada dirección privada × cada papel × la respuesta que debe dar. Una sin fila hace fallar."""

from itertools import cycle

import pytest
from django.urls import URLPattern, get_resolver, reverse

from captura.models import Fotografia
from conoceles.comun import reloj
from tests.captura.matriz import AREAS, MATRIZ, METODOS_REHUSADOS, Escenario
from tests.informes.matriz import MATRIZ as MATRIZ_DE_INFORMES


def test_ninguna_direccion_privada_queda_sin_fila():
    espacios = get_resolver().namespace_dict
    rutas = {
        f"{espacio}:{ruta.name}"
        for espacio in ("captura", "informes")
        for ruta in espacios[espacio][1].url_patterns
        if isinstance(ruta, URLPattern)
    }
    con_fila = {nombre.split(" ")[0] for nombre in MATRIZ} | set(MATRIZ_DE_INFORMES)
    assert rutas == con_fila
    assert {r for r in rutas if r.startswith("captura:")} == set(METODOS_REHUSADOS)


@pytest.mark.tardada
@pytest.mark.parametrize("area", AREAS)
def test_cada_papel_recibe_lo_que_le_toca(papeles, area):
    escenario = Escenario(papeles)
    esperados, obtenidos = {}, {}
    for nombre, (metodo, esperados[nombre]) in AREAS[area].MATRIZ.items():
        respuestas = escenario.probar(nombre, esperados[nombre], metodo)
        obtenidos[nombre] = {papel: r.status_code for papel, r in respuestas.items()}
        # Sin cuenta, a la entrada.
        assert respuestas["anonimo"].url.startswith(reverse("account_login")), nombre
    assert obtenidos == esperados


@pytest.mark.parametrize("area", AREAS)
def test_los_metodos_que_no_tocan_se_rehusan(papeles, area):
    escenario = Escenario(papeles)
    for nombre, metodo in AREAS[area].METODOS_REHUSADOS.items():
        respuesta = escenario.probar(nombre, ["enlace"], metodo)["enlace"]
        assert respuesta.status_code == 405, nombre


@pytest.mark.parametrize("area", AREAS)
def test_sin_segundo_factor_el_instituto_no_pasa(papeles, area):
    roles = ("revision", "coordinacion", "sistemas")
    for rol in roles:
        papeles.cuentas[rol].usuario.authenticator_set.all().delete()
    escenario = Escenario(papeles)
    # Un rol por fila, por turno: lo que se rehúsa en la puerta no depende de la dirección.
    for (nombre, (metodo, _)), rol in zip(AREAS[area].MATRIZ.items(), cycle(roles), strict=False):
        respuesta = escenario.probar(nombre, [rol], metodo)[rol]
        paso = (respuesta.status_code, getattr(respuesta, "url", ""))
        assert paso == (302, reverse("mfa_index")), (nombre, rol)


def test_una_adscripcion_vencida_no_ve_nada(papeles, client):
    from datetime import timedelta

    adscripcion = papeles.cuentas["enlace"]
    adscripcion.vence_en = reloj.ahora() - timedelta(minutes=1)
    adscripcion.save()
    client.force_login(adscripcion.usuario)
    assert client.get(reverse("captura:cuestionario", args=[papeles.propio.pk])).status_code == 404
    assert "no tiene una adscripción vigente" in client.get(reverse("captura:inicio")).text


def test_capturar_no_tiene_direccion(papeles, client):
    client.force_login(papeles.cuentas["enlace"].usuario)
    direccion = reverse("captura:paso", args=[papeles.propio.pk, "capturar"])
    assert client.post(direccion).status_code == 404
    direccion = reverse("captura:paso", args=[papeles.propio.pk, "inventado"])
    assert client.post(direccion).status_code == 404


def test_la_fotografia_de_otro_perfil_no_sale_por_su_huella(papeles, client):
    escenario = Escenario(papeles)
    escenario._con_foto(papeles.propio)
    ajena = Fotografia.objects.get().huella
    client.force_login(papeles.cuentas["candidata"].usuario)
    direccion = reverse("captura:fotografia", args=[papeles.cuestionario.pk])
    assert client.get(f"{direccion}?huella={ajena}").status_code == 404
