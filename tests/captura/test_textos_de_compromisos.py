"""Editar los textos que se firman, y dejar sin efecto una firma."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from candidaturas.models import CompromisoPublicado
from captura.models import Acto, CausaDeAnulacion, ClaseDeActo, Firma
from captura.servicios.compromisos import (
    CompromisosNoDisponibles,
    anular_firmas,
    firmar,
    retirar_firma,
)
from captura.servicios.preparacion import BORRADOR
from captura.servicios.publicacion import publicar_firmas
from captura.servicios.textos_de_compromisos import TextoNoGuardado, guardar_version
from captura.views.familias import familias_para, version_vigente
from conoceles.comun import reloj
from tests.captura.test_constancias import firma  # noqa: F401
from tests.fabricas import PerfilFactory


@pytest.fixture
def familia(papeles):
    return papeles.proceso.familias_de_compromisos.get()


@pytest.fixture
def publicada(papeles, firma):  # noqa: F811
    """Una firma de un perfil publicado, con su copia pública."""
    PerfilFactory(candidatura=firma.candidatura)
    publicar_firmas(firma.candidatura)
    assert CompromisoPublicado.objects.count() == 1
    return firma


def guardar(papeles, familia, version=None, **cambios):
    datos = {
        "nombre": version.nombre if version else "Versión 2",
        "fuente": version.fuente if version else "",
        "textos": ["Uno corregido.", "Dos."],
        "vigente_desde": version.vigente_desde if version else reloj.ahora(),
        "vigente_hasta": None,
        "version": version,
        "huella_vista": version.huella if version else "",
        "adscripcion": papeles.cuentas["revision"],
    }
    return guardar_version(familia=familia, **{**datos, **cambios})


def test_un_texto_sin_firmas_se_cambia_en_su_lugar(papeles, familia):
    version = familia.versiones.get()
    guardar(papeles, familia, version)
    assert familia.versiones.count() == 1
    assert [c.texto for c in version.compromisos.all()] == ["Uno corregido.", "Dos."]


def test_un_texto_firmado_ya_no_se_cambia(papeles, familia, firma):  # noqa: F811
    version = familia.versiones.get()
    antes = list(version.compromisos.values_list("texto", flat=True))
    for cambio in ({}, {"textos": antes, "nombre": "Otro"}, {"textos": antes, "fuente": "Otra"}):
        with pytest.raises(TextoNoGuardado, match="ya tiene firmas"):
            guardar(papeles, familia, version, **cambio)
    assert list(version.compromisos.values_list("texto", flat=True)) == antes


def test_de_un_texto_firmado_si_cambia_hasta_cuando(papeles, familia, firma):  # noqa: F811
    version = familia.versiones.get()
    antes = list(version.compromisos.values_list("texto", flat=True))
    fin = reloj.ahora() + timedelta(hours=1)
    guardar(papeles, familia, version, textos=antes, vigente_hasta=fin)
    assert version_vigente(familia) == version
    with reloj.en(fin):
        assert version_vigente(familia) is None


def test_editar_lo_firmado_es_hacer_otra_version(papeles, familia, firma):  # noqa: F811
    nueva = guardar(papeles, familia)
    assert version_vigente(familia) == nueva
    (suya,) = familias_para(papeles.cuentas["enlace"], firma.candidatura)
    assert suya.firma == firma
    assert suya.version == nueva  # puede firmar también la nueva
    assert "anterior" in suya.texto


def test_dos_que_editan_no_se_pisan(papeles, familia):
    version = familia.versiones.get()
    vista = version.huella
    guardar(papeles, familia, version)
    with pytest.raises(TextoNoGuardado, match="Alguien más"):
        guardar(papeles, familia, version, textos=["Tres."], huella_vista=vista)


@pytest.mark.parametrize("textos", [[], [" "], ["Igual.", "Igual."]])
def test_una_version_lleva_compromisos_distintos(papeles, familia, textos):
    with pytest.raises(TextoNoGuardado):
        guardar(papeles, familia, textos=textos)


def test_no_hay_dos_versiones_con_el_mismo_nombre(papeles, familia):
    with pytest.raises(TextoNoGuardado, match="otro nombre"):
        guardar(papeles, familia, nombre=familia.versiones.get().nombre)


def test_solo_uttai_edita_los_textos(papeles, familia):
    with pytest.raises(PermissionDenied):
        guardar(papeles, familia, adscripcion=papeles.cuentas["enlace"])


def test_no_se_firma_un_texto_que_ya_termino(papeles, familia, firma):  # noqa: F811
    hoy = reloj.ahora()
    vieja = guardar(
        papeles,
        familia,
        vigente_desde=hoy - timedelta(days=2),
        vigente_hasta=hoy - timedelta(days=1),
    )
    with pytest.raises(CompromisosNoDisponibles, match="ya no está vigente"):
        firmar(
            candidatura=firma.candidatura,
            version=vieja,
            compromisos=list(vieja.compromisos.values_list("pk", flat=True)),
            firmante="Persona Ficticia",
            adscripcion=papeles.cuentas["enlace"],
        )


def test_se_escribe_una_version_en_la_pagina(papeles, familia, client):
    client.force_login(papeles.cuentas["revision"].usuario)
    direccion = reverse("captura:version_nueva", args=[familia.pk])
    assert "Compromiso uno.\n\nCompromiso dos." in client.get(direccion).text
    datos = {
        "nombre": "Versión 2",
        "textos": "Primero,\r\nen dos renglones.\r\n\r\nSegundo.",
        "vigente_desde": "2023-05-01T10:00",
    }
    assert "Texto guardado." in client.post(direccion, datos, follow=True).text
    nueva = familia.versiones.get(nombre="Versión 2")
    textos = [c.texto for c in nueva.compromisos.all()]
    assert textos == ["Primero, en dos renglones.", "Segundo."]
    copiada = datos | {"nombre": "Versión 3", "fuente": f"{BORRADOR} otro proceso."}
    assert "sigue por confirmar" in client.post(direccion, copiada, follow=True).text


# --- Dejar sin efecto --------------------------------------------------------------------------
def test_la_sustitucion_anula_las_firmas_y_las_quita_de_lo_publico(papeles, publicada):
    autor = papeles.cuentas["coordinacion"].usuario
    assert anular_firmas(candidatura=publicada.candidatura, motivo="Acuerdo", autor=autor) == 1
    publicada.refresh_from_db()
    assert publicada.causa_de_anulacion == CausaDeAnulacion.SUSTITUCION
    assert not CompromisoPublicado.objects.exists()
    acto = Acto.objects.get(clase=ClaseDeActo.ANULACION_DE_FIRMAS)
    assert acto.datos == {"causa": "sustitucion", "folios": [publicada.folio]}
    # Otra vez no encuentra nada ni anota nada.
    assert anular_firmas(candidatura=publicada.candidatura, motivo="Acuerdo", autor=autor) == 0
    assert Acto.objects.filter(clase=ClaseDeActo.ANULACION_DE_FIRMAS).count() == 1


def test_la_coordinacion_retira_una_firma_con_motivo(papeles, publicada):
    coordinacion = papeles.cuentas["coordinacion"]
    with pytest.raises(CompromisosNoDisponibles, match="motivo"):
        retirar_firma(firma=publicada, motivo=" ", adscripcion=coordinacion)
    retirar_firma(firma=publicada, motivo="Oficio 12", adscripcion=coordinacion)
    assert not CompromisoPublicado.objects.exists()
    with pytest.raises(CompromisosNoDisponibles, match="ya no tiene efecto"):
        retirar_firma(firma=publicada, motivo="Oficio 12", adscripcion=coordinacion)


@pytest.mark.parametrize("papel", ["revision", "enlace", "candidata", "sistemas"])
def test_nadie_mas_retira_una_firma(papeles, publicada, papel):
    with pytest.raises(PermissionDenied):
        retirar_firma(firma=publicada, motivo="Oficio", adscripcion=papeles.cuentas[papel])
    assert CompromisoPublicado.objects.count() == 1


def test_retirada_se_puede_volver_a_firmar(papeles, publicada):
    retirar_firma(firma=publicada, motivo="x", adscripcion=papeles.cuentas["coordinacion"])
    otra = firmar(
        candidatura=publicada.candidatura,
        version=publicada.version,
        compromisos=list(publicada.version.compromisos.values_list("pk", flat=True)),
        firmante="Persona Ficticia",
        adscripcion=papeles.cuentas["enlace"],
    )
    assert CompromisoPublicado.objects.get().folio == otra.folio
    assert Firma.objects.count() == 2


def test_el_retiro_se_dice_en_la_firma_y_al_comprobarla(papeles, publicada, client):
    client.force_login(papeles.cuentas["coordinacion"].usuario)
    pagina = reverse("captura:firma", args=[publicada.folio])
    assert "Retirar esta firma" in client.get(pagina).text
    client.post(
        reverse("captura:firma_retirar", args=[publicada.folio]), {"motivo": "Oficio secreto 7"}
    )
    assert "ya no tiene efecto" in client.get(pagina).text
    comprobada = client.get(reverse("verificar", args=[publicada.folio])).text
    assert "Ya no tiene efecto" in comprobada
    assert "Oficio secreto" not in comprobada
