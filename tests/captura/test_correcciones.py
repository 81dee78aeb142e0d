"""Corregir lo publicado: la candidatura pide, la coordinación resuelve, la historia lo dice."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from candidaturas.models import CambioDePerfil, Parametro, PerfilPublicado, SeccionDePerfil
from captura.flujo import Paso
from captura.huellas import contenido_de, huella_de
from captura.models import Acto, ClaseDeActo, Correccion, Cuestionario
from captura.reglas import ReglaIncumplida
from captura.servicios.correcciones import (
    CorreccionNoPermitida,
    aprobar_correccion,
    correcciones_restantes,
    pedir_correccion,
    rechazar_correccion,
)
from captura.servicios.pasos import dar_paso
from captura.servicios.publicacion import publicar


@pytest.fixture
def publicado(papeles):
    cuestionario = papeles.propio
    cuestionario.estado = "publicado"
    cuestionario.huella_verificada = huella_de(contenido_de(cuestionario))
    cuestionario.save()
    publicar(cuestionario)
    return papeles


def pedir(papeles, campo="telefonos", debe_decir=None, **opciones):
    return pedir_correccion(
        cuestionario=papeles.propio,
        campo=campo,
        debe_decir=debe_decir or ["844 999 0000"],
        motivo=opciones.pop("motivo", "Un dígito equivocado."),
        adscripcion=opciones.pop("adscripcion", papeles.cuentas["enlace"]),
    )


def aprobar(papeles, correccion):
    return aprobar_correccion(correccion=correccion, adscripcion=papeles.cuentas["coordinacion"])


def test_aprobada_se_publica_la_version_nueva_y_queda_en_la_historia(publicado):
    correccion = pedir(publicado)
    assert PerfilPublicado.objects.get().telefonos == ["844 000 0000"], "pedirla no cambia nada"
    antes = CambioDePerfil.objects.count()
    aprobar(publicado, correccion)
    perfil, cuestionario = (
        PerfilPublicado.objects.get(),
        Cuestionario.objects.get(pk=publicado.propio.pk),
    )
    assert perfil.telefonos == ["844 999 0000"]
    assert perfil.huella == cuestionario.huella_verificada == huella_de(contenido_de(cuestionario))
    assert cuestionario.estado == "publicado"
    assert CambioDePerfil.objects.count() == antes + 1
    cambio = CambioDePerfil.objects.latest("pk")
    assert (cambio.campo, cambio.clase) == ("telefonos", "cambio")
    assert Acto.objects.latest("pk").clase == ClaseDeActo.CORRECCION


def test_rechazada_lleva_razon_y_no_cambia_nada(publicado):
    correccion = pedir(publicado)
    coordinacion = publicado.cuentas["coordinacion"]
    with pytest.raises(CorreccionNoPermitida):
        rechazar_correccion(correccion=correccion, razon=" ", adscripcion=coordinacion)
    rechazar_correccion(correccion=correccion, razon="No lo acredita.", adscripcion=coordinacion)
    assert PerfilPublicado.objects.get().telefonos == ["844 000 0000"]
    with pytest.raises(CorreccionNoPermitida):
        aprobar(publicado, correccion)


def test_el_proceso_fija_cuantas_y_lo_rechazado_no_cuenta(publicado):
    Parametro.objects.create(
        proceso=publicado.proceso, clave="correcciones_permitidas", valor="1", cita="Acuerdo"
    )
    publicado.propio.candidatura.refresh_from_db()
    primera = pedir(publicado)
    with pytest.raises(CorreccionNoPermitida, match="Ya se usaron"):
        pedir(publicado, "correos", ["otra@example.org"])
    rechazar_correccion(
        correccion=primera, razon="No procede.", adscripcion=publicado.cuentas["coordinacion"]
    )
    cuestionario = Cuestionario.objects.get(pk=publicado.propio.pk)
    assert correcciones_restantes(cuestionario) == 1
    pedir(publicado, "correos", ["otra@example.org"])


@pytest.mark.parametrize(
    ("campo", "debe_decir", "error"),
    [
        ("telefonos", ["844 000 0000"], CorreccionNoPermitida),
        ("propuesta_1", "Muy corta.", ReglaIncumplida),
        ("telefonos", [" "], ReglaIncumplida),
    ],
)
def test_lo_pedido_cumple_las_mismas_reglas(publicado, campo, debe_decir, error):
    with pytest.raises(error):
        pedir(publicado, campo, debe_decir)


def test_lo_invisible_y_lo_que_voltea_la_escritura_no_llega_a_lo_publico(publicado):
    aprobar(publicado, pedir(publicado, debe_decir=["844\u200b 999\u202e 0000"]))
    assert PerfilPublicado.objects.get().telefonos == ["844 999 0000"]


def test_una_pendiente_por_campo_y_solo_de_lo_publicado(publicado):
    pedir(publicado)
    with pytest.raises(CorreccionNoPermitida):
        pedir(publicado, debe_decir=["844 888 0000"])
    Cuestionario.objects.filter(pk=publicado.propio.pk).update(estado="verificado")
    with pytest.raises(CorreccionNoPermitida):
        pedir(publicado, "correos", ["otra@example.org"])


@pytest.mark.parametrize("papel", ["capturista", "revision", "enlace_de_coalicion_que_lee"])
def test_la_pide_quien_valida(publicado, papel):
    with pytest.raises((PermissionDenied, Cuestionario.DoesNotExist)):
        pedir(publicado, adscripcion=publicado.cuentas[papel])


def test_la_resuelve_solo_la_coordinacion(publicado):
    correccion = pedir(publicado)
    with pytest.raises(PermissionDenied):
        aprobar_correccion(correccion=correccion, adscripcion=publicado.cuentas["revision"])


def test_lo_que_cambio_despues_de_pedirse_no_se_pisa(publicado):
    correccion = pedir(publicado)
    Cuestionario.objects.filter(pk=publicado.propio.pk).update(telefonos=["844 111 1111"])
    with pytest.raises(CorreccionNoPermitida):
        aprobar(publicado, correccion)


def test_corregir_lo_que_esta_en_pausa_no_lo_hace_publico(publicado):
    correccion = pedir(publicado)
    dar_paso(
        cuestionario=publicado.propio,
        paso=Paso.PAUSAR,
        adscripcion=publicado.cuentas["revision"],
        motivo="En disputa.",
        secciones=(SeccionDePerfil.CONTACTO,),
    )
    aprobar(publicado, correccion)
    assert PerfilPublicado.objects.get().telefonos == []
    assert CambioDePerfil.objects.latest("pk").campo == "telefonos"


def test_se_pide_y_se_resuelve_desde_las_paginas(publicado, client):
    client.force_login(publicado.cuentas["enlace"].usuario)
    pagina = reverse("captura:correccion_pedir", args=[publicado.propio.pk])
    assert "844 000 0000" in client.get(pagina, {"campo": "telefonos"}).text
    invalida = client.post(pagina, {"campo": "telefonos", "debe_decir": "nada", "motivo": "x"})
    assert "no parece un teléfono" in invalida.text
    client.post(
        pagina, {"campo": "telefonos", "debe_decir": "844 999 0000", "motivo": "Un dígito."}
    )
    assert "Por resolver" in client.get(pagina).text
    correccion = Correccion.objects.get()
    client.force_login(publicado.cuentas["coordinacion"].usuario)
    lista = client.get(reverse("captura:correcciones")).text
    assert "<ins>" in lista
    assert "Un dígito." in lista
    rechazar = reverse("captura:correccion_resolver", args=[correccion.pk, "rechazar"])
    assert "Escriba por qué se rechaza." in client.post(rechazar, {}).text
    client.post(reverse("captura:correccion_resolver", args=[correccion.pk, "aprobar"]))
    assert PerfilPublicado.objects.get().telefonos == ["844 999 0000"]
