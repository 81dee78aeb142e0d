"""Pausar una sección publicada: sale de todo lo público, que lo dice; reanudarla la devuelve."""

import pytest
from django.urls import reverse

from candidaturas.abiertos.columnas import DEL_INE, EN_PAUSA, LIMPIAS, Renglon
from candidaturas.abiertos.cortes import cortar
from candidaturas.models import (
    CambioDePerfil,
    CompromisoPublicado,
    CorteDeDatos,
    PerfilPublicado,
    SeccionDePerfil,
)
from captura.flujo import Paso, estados_de
from captura.huellas import contenido_de, huella_de
from captura.models import Acto, Cuestionario, Firma
from captura.servicios.captura import guardar_fotografia
from captura.servicios.pasos import dar_paso
from captura.servicios.publicacion import CambioTrasVerificar, publicar, publicar_firmas
from conoceles.comun import reloj
from tests.fabricas import imagen

TELEFONO, IDEA = "844 123 4567", "Bibliotecas de barrio inventadas. "
MOTIVO = "Lo impugnó quien dice ser dueño del teléfono."


@pytest.fixture
def publicado(papeles):
    enlace = papeles.cuentas["enlace"]
    guardar_fotografia(cuestionario=papeles.propio, datos=imagen(), adscripcion=enlace)
    cuestionario = Cuestionario.objects.get(pk=papeles.propio.pk)
    cuestionario.telefonos, cuestionario.propuesta_1 = [TELEFONO], IDEA * 20
    cuestionario.estado = "publicado"
    cuestionario.huella_verificada = huella_de(contenido_de(cuestionario))
    cuestionario.save()
    version = papeles.proceso.familias_de_compromisos.get().versiones.get()
    Firma.objects.create(
        candidatura=cuestionario.candidatura,
        version=version,
        compromisos=["Compromiso inventado."],
        firmante="Persona Ficticia",
        firmado_en=reloj.ahora(),
        folio="CF-PAUSA",
        huella="0" * 64,
        registrado_por=enlace.usuario,
    )
    publicar(cuestionario)
    papeles.propio = cuestionario
    return papeles


def dar(papeles, paso, seccion, motivo=MOTIVO):
    return dar_paso(
        cuestionario=papeles.propio,
        paso=paso,
        adscripcion=papeles.cuentas["revision"],
        motivo=motivo if paso is Paso.PAUSAR else "",
        secciones=(seccion,),
    )


def lo_publico(client, candidatura) -> dict[str, str]:
    """Cada lugar donde el perfil se lee."""
    api = reverse("candidaturas:api:candidatura", args=[candidatura.pk])
    return {
        "ficha": client.get(candidatura.get_absolute_url()).text,
        "comparación": client.get(
            reverse("candidaturas:comparar"), {"eleccion": candidatura.formula.eleccion_id}
        ).text,
        "api": client.get(api).text,
    }


CONTENIDO = {
    SeccionDePerfil.CONTACTO: TELEFONO,
    SeccionDePerfil.CURRICULAR: IDEA.strip(),
    SeccionDePerfil.COMPROMISOS: "Compromiso inventado.",
}
# Propuestas, trayectoria y estudios: se dice una vez en cada apartado y no en cada pregunta.
VECES = {SeccionDePerfil.CONTACTO: 1, SeccionDePerfil.CURRICULAR: 3, SeccionDePerfil.COMPROMISOS: 1}


@pytest.mark.parametrize("seccion", CONTENIDO)
def test_lo_pausado_no_esta_en_lo_publico_y_vuelve_al_reanudar(publicado, client, seccion):
    candidatura, secreto = publicado.propio.candidatura, CONTENIDO[seccion]
    antes = lo_publico(client, candidatura)
    assert secreto in antes["ficha"]
    dar(publicado, Paso.PAUSAR, seccion)
    perfil = PerfilPublicado.objects.get()
    guardado = str(perfil.__dict__) + str(list(CompromisoPublicado.objects.values()))
    assert secreto not in guardado, "el contenido en disputa no se queda en la tabla pública"
    pausado = lo_publico(client, candidatura)
    for lugar, texto in pausado.items():
        assert secreto not in texto, lugar
        assert MOTIVO not in texto, lugar
    assert pausado["ficha"].count("En pausa desde el") == VECES[seccion]
    assert "Se puso en pausa" in pausado["ficha"]
    assert (
        seccion.value
        in client.get(reverse("candidaturas:api:candidatura", args=[candidatura.pk])).json()[
            "perfil"
        ]["secciones_pausadas"]
    )
    dar(publicado, Paso.REANUDAR, seccion)
    assert secreto in lo_publico(client, candidatura)["ficha"]
    assert PerfilPublicado.objects.get().secciones_pausadas == {}


def test_la_fotografia_pausada_se_borra_y_al_reanudar_se_hace_de_nuevo(
    publicado, client, django_capture_on_commit_callbacks
):
    foto = PerfilPublicado.objects.get().foto
    with django_capture_on_commit_callbacks(execute=True):
        dar(publicado, Paso.PAUSAR, SeccionDePerfil.FOTOGRAFIA)
    assert not foto.storage.exists(foto.name)
    assert not PerfilPublicado.objects.get().foto
    ficha = client.get(publicado.propio.candidatura.get_absolute_url()).text
    assert "Fotografía en pausa desde el" in ficha
    with django_capture_on_commit_callbacks(execute=True):
        dar(publicado, Paso.REANUDAR, SeccionDePerfil.FOTOGRAFIA)
    nueva = PerfilPublicado.objects.get().foto
    assert nueva.storage.exists(nueva.name)


def test_lo_pausado_no_se_encuentra_al_buscar(publicado, client):
    buscar = reverse("candidaturas:lista") + "?q=bibliotecas"
    nombre = publicado.propio.candidatura.nombre
    assert nombre in client.get(buscar).text
    dar(publicado, Paso.PAUSAR, SeccionDePerfil.CURRICULAR)
    assert nombre not in client.get(buscar).text


def test_los_cortes_que_lo_contienen_se_retiran_y_los_nuevos_dicen_que_esta_en_pausa(publicado):
    cortar(publicado.proceso)
    dar(publicado, Paso.PAUSAR, SeccionDePerfil.CONTACTO)
    assert CorteDeDatos.objects.get().esta_retirado
    renglon = Renglon(publicado.propio.candidatura, PerfilPublicado.objects.get())
    limpias = {c.nombre: c.valor(renglon) for c in LIMPIAS}
    ine = {c.nombre: c.valor(renglon) for c in DEL_INE}
    assert (limpias["secciones_en_pausa"], limpias["telefonos"]) == (["contacto"], [])
    assert (ine["TELEFONO"], ine["PAGINA_WEB"]) == (EN_PAUSA, EN_PAUSA)
    assert ine["PROPUESTA_1"].startswith(IDEA.strip())


def test_una_pausa_no_cuenta_como_pregunta_sin_contestar(publicado, client):
    from candidaturas.estadisticas import estadisticas

    antes = estadisticas(publicado.proceso).tabla("avance-por-cargo").total.sin_respuesta
    dar(publicado, Paso.PAUSAR, SeccionDePerfil.CURRICULAR)
    despues = estadisticas(publicado.proceso)
    assert despues.tabla("avance-por-cargo").total.sin_respuesta <= antes
    grados = {f.etiqueta: f.cuantas for f in despues.tabla("escolaridad").filas}
    assert (grados["En pausa"], grados.get("No proporcionó", 0)) == (1, 0)


def test_la_historia_dice_que_se_pauso_y_el_motivo_solo_esta_en_la_bitacora(publicado):
    dar(publicado, Paso.PAUSAR, SeccionDePerfil.CONTACTO)
    cambio = CambioDePerfil.objects.latest("pk")
    assert (cambio.campo, cambio.clase) == ("seccion_contacto", "pausado")
    assert Acto.objects.latest("pk").datos["motivo"] == MOTIVO
    assert MOTIVO not in str(list(CambioDePerfil.objects.values()))


def test_publicar_de_nuevo_no_quita_la_pausa(publicado):
    dar(publicado, Paso.PAUSAR, SeccionDePerfil.CONTACTO)
    publicar(Cuestionario.objects.get(pk=publicado.propio.pk))
    publicar_firmas(publicado.propio.candidatura)
    perfil = PerfilPublicado.objects.get()
    assert (perfil.telefonos, list(perfil.secciones_pausadas)) == ([], ["contacto"])


def test_no_se_reanuda_lo_que_cambio_despues_de_verificar(publicado):
    dar(publicado, Paso.PAUSAR, SeccionDePerfil.CONTACTO)
    Cuestionario.objects.filter(pk=publicado.propio.pk).update(telefonos=["844 000 1111"])
    with pytest.raises(CambioTrasVerificar):
        dar(publicado, Paso.REANUDAR, SeccionDePerfil.CONTACTO)
    assert not PerfilPublicado.objects.get().telefonos


def test_retirar_lo_pausado_lo_deja_en_revision_sin_pausas(publicado):
    dar(publicado, Paso.PAUSAR, SeccionDePerfil.CONTACTO)
    cuestionario = dar_paso(
        cuestionario=publicado.propio,
        paso=Paso.RETIRAR,
        adscripcion=publicado.cuentas["coordinacion"],
        motivo="Resolución.",
    )
    assert set(estados_de(cuestionario).values()) == {"en_revision"}


def test_se_pausa_y_se_reanuda_desde_la_pagina(publicado, client):
    client.force_login(publicado.cuentas["revision"].usuario)
    pagina = reverse("captura:revision", args=[publicado.propio.pk])
    pausar = reverse("captura:paso", args=[publicado.propio.pk, "pausar"])
    sin_motivo = client.post(pausar, {"seccion": "contacto", "motivo_de_pausa": ""})
    assert "Escriba el motivo." in sin_motivo.text
    client.post(pausar, {"seccion": "contacto", "motivo_de_pausa": MOTIVO})
    texto = client.get(pagina).text
    assert "En pausa" in texto
    assert f"Motivo: {MOTIVO}" in texto
    reanudar = reverse("captura:paso", args=[publicado.propio.pk, "reanudar"])
    client.post(reanudar, {"seccion": "contacto"})
    assert PerfilPublicado.objects.get().telefonos == [TELEFONO]
