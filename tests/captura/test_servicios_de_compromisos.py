"""Pedir, habilitar y firmar compromisos."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from candidaturas.models import CompromisoPublicado, EstadoDeRegistro, PerfilPublicado
from captura.models import Acto, ClaseDeActo, Cuestionario, Firma, SolicitudDeHabilitacion
from captura.servicios.compromisos import (
    CompromisosNoDisponibles,
    atender_solicitud,
    firmar,
    registrar_solicitud_externa,
    solicitar_habilitacion,
)
from conoceles.comun import reloj
from tests.fabricas import CuestionarioFactory, FamiliaFactory, FormulaFactory, VersionFactory

HOY = datetime(2023, 4, 25, 18, tzinfo=UTC)


@pytest.fixture
def familia(papeles):
    return papeles.proceso.familias_de_compromisos.get()


def pedir(papeles, familia, *, actor=None, candidaturas=None, papel="enlace"):
    return solicitar_habilitacion(
        familia=familia,
        actor=actor or papeles.a,
        candidaturas=[papeles.propio.candidatura] if candidaturas is None else candidaturas,
        adscripcion=papeles.cuentas[papel],
    )


def firmar_todo(papeles, familia, *, papel="enlace", **cambios):
    version = familia.versiones.get()
    datos = {
        "candidatura": papeles.propio.candidatura,
        "version": version,
        "compromisos": list(version.compromisos.values_list("pk", flat=True)),
        "firmante": "Persona Ficticia",
        "adscripcion": papeles.cuentas[papel],
    }
    return firmar(**{**datos, **cambios})


@pytest.fixture
def habilitada(papeles, familia):
    solicitud = pedir(papeles, familia)
    atender_solicitud(solicitud=solicitud, adscripcion=papeles.cuentas["revision"])
    return papeles


def test_el_enlace_que_captura_pide_para_su_coalicion(papeles, familia):
    solicitud = pedir(
        papeles,
        familia,
        actor=papeles.coalicion,
        candidaturas=[papeles.cuestionario.candidatura],
    )
    assert (solicitud.actor, solicitud.solicitante) == (papeles.coalicion, papeles.a)


def test_el_enlace_que_solo_lee_no_pide(papeles, familia):
    with pytest.raises(PermissionDenied):
        pedir(
            papeles,
            familia,
            actor=papeles.coalicion,
            candidaturas=[papeles.cuestionario.candidatura],
            papel="enlace_de_coalicion_que_lee",
        )


def test_no_se_pide_para_candidaturas_ajenas_ni_para_nadie(papeles, familia):
    with pytest.raises(PermissionDenied):
        pedir(papeles, familia, candidaturas=[papeles.cuestionario.candidatura])
    with pytest.raises(CompromisosNoDisponibles, match="al menos una"):
        pedir(papeles, familia, candidaturas=[])


def test_no_se_pide_dos_veces_lo_mismo(papeles, familia):
    pedir(papeles, familia)
    with pytest.raises(CompromisosNoDisponibles, match="ya está solicitada"):
        pedir(papeles, familia)


def test_una_familia_de_otro_proceso_no_se_pide(papeles):
    ajena = FamiliaFactory(proceso__clave="otro-2020", proceso__vigente=False)
    with pytest.raises(PermissionDenied):
        pedir(papeles, ajena)


def test_la_solicitud_externa_guarda_cuando_llego_y_surte_efecto_entonces(papeles, familia):
    recibida = HOY - timedelta(hours=3)
    with reloj.en(HOY):
        solicitud = registrar_solicitud_externa(
            familia=familia,
            actor=papeles.coalicion,
            solicitante=papeles.b,
            candidaturas=[papeles.cuestionario.candidatura],
            canal="oficio",
            referencia="PFB/12/2023",
            recibida_en=recibida,
            adscripcion=papeles.cuentas["revision"],
        )
    acto = Acto.objects.get(clase=ClaseDeActo.SOLICITUD_DE_HABILITACION)
    assert (acto.surte_efecto_en, acto.registrado_en) == (recibida, HOY)
    assert solicitud.recibida_en == recibida
    with reloj.en(HOY), pytest.raises(CompromisosNoDisponibles, match="futura"):
        registrar_solicitud_externa(
            familia=familia,
            actor=papeles.a,
            solicitante=papeles.a,
            candidaturas=[papeles.propio.candidatura],
            canal="oficio",
            referencia="x",
            recibida_en=HOY + timedelta(hours=1),
            adscripcion=papeles.cuentas["revision"],
        )


def test_solo_uttai_habilita_y_una_vez(papeles, familia):
    solicitud = pedir(papeles, familia)
    with pytest.raises(PermissionDenied):
        atender_solicitud(solicitud=solicitud, adscripcion=papeles.cuentas["enlace"])
    atender_solicitud(solicitud=solicitud, adscripcion=papeles.cuentas["revision"])
    with pytest.raises(CompromisosNoDisponibles, match="ya se atendió"):
        atender_solicitud(solicitud=solicitud, adscripcion=papeles.cuentas["revision"])
    assert Acto.objects.filter(clase=ClaseDeActo.HABILITACION).count() == 1


def test_sin_habilitar_no_se_firma(papeles, familia):
    with pytest.raises(CompromisosNoDisponibles, match="aún no está habilitada"):
        firmar_todo(papeles, familia)


def test_firmar_deja_folio_huella_y_texto(habilitada, familia):
    firma = firmar_todo(habilitada, familia)
    assert firma.compromisos == ["Compromiso uno.", "Compromiso dos."]
    assert firma.folio.startswith("FIR-2023-")
    assert len(firma.huella) == 64
    assert not CompromisoPublicado.objects.exists(), "el perfil aún no es público"


def test_la_firma_sale_en_el_perfil_publicado(habilitada, familia):
    PerfilPublicado.objects.create(
        candidatura=habilitada.propio.candidatura,
        publicado_en=HOY,
        actualizado_en=HOY,
        huella="x",
    )
    firma = firmar_todo(habilitada, familia)
    assert CompromisoPublicado.objects.get().folio == firma.folio


def test_se_firman_los_elegidos_y_ninguno_ajeno(habilitada, familia):
    otra = VersionFactory(familia=familia, nombre="otra").compromisos.first()
    version = familia.versiones.exclude(nombre="otra").get()
    uno = version.compromisos.first()
    with pytest.raises(CompromisosNoDisponibles, match="no es de esta versión"):
        firmar_todo(habilitada, familia_con(version), compromisos=[uno.pk, otra.pk])
    firma = firmar_todo(habilitada, familia_con(version), compromisos=[uno.pk])
    assert firma.compromisos == ["Compromiso uno."]


def familia_con(version):
    """Como la familia, pero con una sola versión a la vista."""
    from types import SimpleNamespace

    return SimpleNamespace(versiones=SimpleNamespace(get=lambda: version))


@pytest.mark.parametrize(
    ("cambios", "frase"),
    [({"compromisos": []}, "al menos un compromiso"), ({"firmante": " "}, "nombre de quien firma")],
)
def test_la_firma_exige_compromisos_y_nombre(habilitada, familia, cambios, frase):
    with pytest.raises(CompromisosNoDisponibles, match=frase):
        firmar_todo(habilitada, familia, **cambios)
    assert not Firma.objects.exists()


def test_no_se_firma_dos_veces_ni_fuera_de_la_boleta(habilitada, familia):
    firmar_todo(habilitada, familia)
    with pytest.raises(CompromisosNoDisponibles, match="ya firmó"):
        firmar_todo(habilitada, familia)
    candidatura = habilitada.propio.candidatura
    candidatura.estado_registro, candidatura.baja_el = EstadoDeRegistro.RENUNCIA, reloj.hoy()
    candidatura.save()
    with pytest.raises(CompromisosNoDisponibles, match="ya no está en la boleta"):
        firmar_todo(habilitada, familia)


def test_no_se_firma_un_texto_que_aun_no_rige(habilitada, familia):
    familia.versiones.update(vigente_desde=reloj.ahora() + timedelta(days=1))
    with pytest.raises(CompromisosNoDisponibles, match="aún no está vigente"):
        firmar_todo(habilitada, familia)


@pytest.mark.parametrize("papel", ["revision", "coordinacion"])
def test_el_instituto_no_firma_por_nadie(habilitada, familia, papel):
    with pytest.raises(PermissionDenied):
        firmar_todo(habilitada, familia, papel=papel)


# --- En pantalla --------------------------------------------------------------------------
def test_pedir_todas_toma_solo_las_que_faltan(papeles, familia, client):
    pedir(papeles, familia)
    nueva = CuestionarioFactory(candidatura__formula=FormulaFactory(actor=papeles.a)).candidatura
    client.force_login(papeles.cuentas["enlace"].usuario)
    direccion = reverse("captura:solicitar") + f"?actor={papeles.a.pk}"
    respuesta = client.post(direccion, {"familia": familia.pk, "alcance": "todas"})
    assert respuesta.status_code == 302
    ultima = SolicitudDeHabilitacion.objects.latest("pk")
    assert [h.candidatura for h in ultima.habilitaciones.all()] == [nueva]
    otra = client.post(direccion, {"familia": familia.pk, "alcance": "todas"})
    assert "Elija al menos una candidatura" in otra.text


def test_un_actor_ajeno_en_la_direccion_no_existe(papeles, client):
    client.force_login(papeles.cuentas["otro_enlace"].usuario)
    ajeno = reverse("captura:solicitar") + f"?actor={papeles.a.pk}"
    assert client.get(ajeno).status_code == 404


def test_la_uttai_ve_cuando_llego_y_habilita_con_un_clic(papeles, familia, client):
    with reloj.en(HOY):
        solicitud = pedir(papeles, familia)
        client.force_login(papeles.cuentas["revision"].usuario)
        texto = client.get(reverse("captura:solicitudes")).text
        assert "25/04/2023, 12:00" in texto
        respuesta = client.post(reverse("captura:habilitar", args=[solicitud.pk]), follow=True)
    assert "ya puede firmar" in respuesta.text


def test_sin_la_declaracion_no_se_firma(habilitada, familia, client):
    version = familia.versiones.get()
    client.force_login(habilitada.cuentas["candidata"].usuario)
    client.force_login(habilitada.cuentas["enlace"].usuario)
    direccion = reverse("captura:firmar", args=[habilitada.propio.candidatura_id, version.pk])
    claves = list(version.compromisos.values_list("pk", flat=True))
    respuesta = client.post(direccion, {"compromisos": claves, "firmante": "Ana Ficticia"})
    assert "Sin la declaración no se puede firmar." in respuesta.text
    assert "Ana Ficticia" in respuesta.text
    assert not Firma.objects.exists()
    respuesta = client.post(
        direccion, {"compromisos": claves, "firmante": "Ana Ficticia", "declaracion": "on"}
    )
    firma = Firma.objects.get()
    assert respuesta.url == reverse("captura:firma", args=[firma.folio])
    assert client.get(direccion).url == respuesta.url, "ya firmada, lleva a su firma"
    pagina = client.get(reverse("captura:cuestionario", args=[habilitada.propio.pk])).text
    assert firma.folio in pagina


def test_la_pagina_del_cuestionario_dice_en_que_va_la_firma(papeles, familia, client):
    client.force_login(papeles.cuentas["enlace"].usuario)
    direccion = reverse("captura:cuestionario", args=[papeles.propio.pk])
    assert "Sin solicitar" in client.get(direccion).text
    solicitud = pedir(papeles, familia)
    assert "Solicitada, en espera" in client.get(direccion).text
    atender_solicitud(solicitud=solicitud, adscripcion=papeles.cuentas["revision"])
    assert "Firma habilitada" in client.get(direccion).text
    assert Cuestionario.objects.filter(pk=papeles.propio.pk).exists()
