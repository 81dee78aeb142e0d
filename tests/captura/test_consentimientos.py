"""El consentimiento: por omisión No, firmado por la propia persona o en papel validado."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.utils import ProgrammingError
from django.urls import reverse

from captura.demostracion.consentimientos import TEXTOS
from captura.escaneos import Pagina
from captura.models import (
    Acto,
    ClaseDeActo,
    Consentimiento,
    EstadoDeConsentimiento,
    HojaDeConsentimiento,
)
from captura.servicios.consentimientos import (
    ConsentimientoNoProcede,
    Decision,
    consentimiento_vigente,
    firmar_consentimiento,
    formato_vigente,
    rechazar_consentimiento,
    registrar_papel,
    retirar_consentimiento,
    validar_consentimiento,
)
from captura.servicios.constancias import consentimiento_sellado
from captura.servicios.formatos import crear_formato, emitir_hojas, escribir_formato
from conoceles.comun import reloj
from tests.captura.test_constancias import texto_de, validar

SI_NO_SI = Decision(tratamiento=True, publicacion=False, estadistica=True)


@pytest.fixture
def formato(papeles):
    return crear_formato(papeles.proceso, "Uno", TEXTOS, None)


def firmar(papeles, formato, *, decision=SI_NO_SI, papel="candidata"):
    return firmar_consentimiento(
        candidatura=papeles.cuestionario.candidatura,
        formato=formato,
        decision=decision,
        firmante="Persona Ficticia",
        adscripcion=papeles.cuentas[papel],
    )


def en_papel(papeles, formato, *, hoja=b"hoja uno", papel="enlace", **cambios):
    datos = {
        "candidatura": papeles.cuestionario.candidatura,
        "formato": formato,
        "decision": SI_NO_SI,
        "firmante": "Persona Ficticia",
        "firmado_el": reloj.hoy(),
        "evidencia": Pagina.de(hoja),
        "adscripcion": papeles.cuentas[papel],
    }
    return registrar_papel(**{**datos, **cambios})


def validado(papeles, consentimiento):
    return validar_consentimiento(
        consentimiento=consentimiento, adscripcion=papeles.cuentas["revision"]
    )


# --- Firmar ------------------------------------------------------------------------------------
def test_lo_que_no_se_dice_es_no(papeles, formato):
    hecho = firmar(papeles, formato, decision=Decision())
    assert (hecho.tratamiento, hecho.publicacion, hecho.estadistica) == (False, False, False)
    assert Consentimiento._meta.get_field("publicacion").default is False


def test_la_persona_firma_en_el_sistema_y_surte_efecto(papeles, formato):
    hecho = firmar(papeles, formato)
    vigente = consentimiento_vigente(papeles.cuestionario.candidatura)
    assert vigente == hecho
    assert (vigente.tratamiento, vigente.publicacion, vigente.estadistica) == (True, False, True)
    assert vigente.tratamiento_en == vigente.publicacion_en == vigente.estadistica_en
    acto = Acto.objects.get(clase=ClaseDeActo.CONSENTIMIENTO)
    # Nada de lo decidido va a la bitácora: solo el folio y la huella.
    assert set(acto.datos) == {"folio", "huella"}


def test_el_nombre_de_quien_firma_no_lleva_nada_invisible(papeles, formato):
    assert (
        en_papel(papeles, formato, firmante=" Ana\u202e\u200b Ficticia ").firmante == "Ana Ficticia"
    )
    with pytest.raises(ConsentimientoNoProcede, match="nombre de quien firma"):
        en_papel(papeles, formato, hoja=b"otra", firmante="\u200b\u202e")


@pytest.mark.parametrize("papel", ["enlace", "capturista", "revision", "coordinacion", "sistemas"])
def test_nadie_firma_por_ella(papeles, formato, papel):
    with pytest.raises(PermissionDenied):
        firmar(papeles, formato, papel=papel)
    assert not Consentimiento.objects.exists()


def test_firmar_de_nuevo_sustituye_y_conserva_lo_anterior(papeles, formato):
    primero = firmar(papeles, formato)
    segundo = firmar(papeles, formato, decision=Decision())
    primero.refresh_from_db()
    assert primero.estado == EstadoDeConsentimiento.SUSTITUIDO
    assert primero.tratamiento is True
    assert consentimiento_vigente(papeles.cuestionario.candidatura) == segundo


def test_no_se_firma_un_texto_que_ya_cambio(papeles, formato):
    crear_formato(papeles.proceso, "Dos", TEXTOS, None)
    with pytest.raises(ConsentimientoNoProcede, match="cambió mientras"):
        firmar(papeles, formato)


def test_el_de_quien_ya_no_esta_en_la_boleta_no_surte_efecto(papeles, formato):
    firmar(papeles, formato)
    candidatura = papeles.cuestionario.candidatura
    candidatura.estado_registro, candidatura.baja_el = "renuncia", reloj.hoy()
    candidatura.save()
    assert consentimiento_vigente(candidatura) is None


# --- En papel ----------------------------------------------------------------------------------
def test_el_papel_no_surte_efecto_hasta_que_se_valida(papeles, formato):
    hecho = en_papel(papeles, formato)
    candidatura = papeles.cuestionario.candidatura
    assert consentimiento_vigente(candidatura) is None
    validado(papeles, hecho)
    assert consentimiento_vigente(candidatura) == hecho


def test_lo_vigente_sigue_mientras_el_papel_nuevo_se_revisa(papeles, formato):
    antes = firmar(papeles, formato)
    nuevo = en_papel(papeles, formato, decision=Decision())
    candidatura = papeles.cuestionario.candidatura
    assert consentimiento_vigente(candidatura) == antes
    rechazar_consentimiento(
        consentimiento=nuevo, motivo="Sin firma.", adscripcion=papeles.cuentas["revision"]
    )
    assert consentimiento_vigente(candidatura) == antes
    otro = validado(papeles, en_papel(papeles, formato, hoja=b"hoja dos", decision=Decision()))
    assert consentimiento_vigente(candidatura) == otro
    antes.refresh_from_db()
    assert antes.estado == EstadoDeConsentimiento.SUSTITUIDO


def test_subir_la_misma_hoja_no_hace_otro(papeles, formato):
    en_papel(papeles, formato)
    with pytest.raises(ConsentimientoNoProcede, match="ya está registrada"):
        en_papel(papeles, formato)
    assert Consentimiento.objects.count() == 1


def test_no_se_firma_en_el_futuro(papeles, formato):
    with pytest.raises(ConsentimientoNoProcede, match="futura"):
        en_papel(papeles, formato, firmado_el=reloj.hoy() + timedelta(days=1))


@pytest.mark.parametrize("papel", ["enlace_de_coalicion_que_lee", "otro_enlace", "sistemas"])
def test_quien_no_captura_no_registra_papel(papeles, formato, papel):
    with pytest.raises(PermissionDenied):
        en_papel(papeles, formato, papel=papel)


def test_solo_uttai_valida(papeles, formato):
    hecho = en_papel(papeles, formato)
    with pytest.raises(PermissionDenied):
        validar_consentimiento(consentimiento=hecho, adscripcion=papeles.cuentas["enlace"])


def test_lo_validado_no_se_valida_otra_vez(papeles, formato):
    hecho = validado(papeles, en_papel(papeles, formato))
    with pytest.raises(ConsentimientoNoProcede, match="ya no espera"):
        validado(papeles, hecho)


def test_rechazar_pide_motivo(papeles, formato):
    hecho = en_papel(papeles, formato)
    with pytest.raises(ConsentimientoNoProcede, match="por qué"):
        rechazar_consentimiento(
            consentimiento=hecho, motivo=" ", adscripcion=papeles.cuentas["revision"]
        )


@pytest.mark.parametrize(
    "cambio",
    [
        {"publicacion": True},
        {"huella_de_imagen": "0" * 64},
        {"evidencia": "otro/archivo.jpg"},
        {"firmante": "Otra"},
    ],
)
def test_ni_por_la_base_cambia_lo_decidido_o_su_evidencia(papeles, formato, cambio):
    hecho = validado(papeles, en_papel(papeles, formato))
    with pytest.raises(ProgrammingError):
        Consentimiento.objects.filter(pk=hecho.pk).update(**cambio)


@pytest.mark.parametrize("cuando", ["antes", "despues"])
def test_un_archivo_cambiado_en_el_disco_ni_se_valida_ni_se_ensena(
    papeles, formato, client, cuando
):
    hecho = en_papel(papeles, formato)
    if cuando == "despues":
        hecho = validado(papeles, hecho)
    Path(hecho.evidencia.path).write_bytes(b"otra hoja")
    client.force_login(papeles.cuentas["revision"].usuario)
    imagen = client.get(reverse("captura:consentimiento_evidencia", args=[hecho.folio]))
    assert imagen.status_code == 409
    assert b"otra hoja" not in imagen.content
    if cuando == "antes":
        with pytest.raises(ConsentimientoNoProcede, match="ya no es el que se registró"):
            validado(papeles, hecho)


# --- Retirar -----------------------------------------------------------------------------------
def test_la_persona_lo_retira_sin_decir_por_que(papeles, formato):
    hecho = firmar(papeles, formato)
    retirar_consentimiento(
        consentimiento=hecho, motivo="", adscripcion=papeles.cuentas["candidata"]
    )
    assert consentimiento_vigente(papeles.cuestionario.candidatura) is None
    acto = Acto.objects.get(clase=ClaseDeActo.RETIRO_DE_CONSENTIMIENTO)
    assert acto.autor == papeles.cuentas["candidata"].usuario
    hecho.refresh_from_db()
    assert hecho.estado == EstadoDeConsentimiento.RETIRADO
    assert hecho.terminado_en


def test_uttai_lo_retira_diciendo_quien_lo_pide(papeles, formato):
    hecho = firmar(papeles, formato)
    coordinacion = papeles.cuentas["coordinacion"]
    with pytest.raises(ConsentimientoNoProcede, match="quién lo pide"):
        retirar_consentimiento(consentimiento=hecho, motivo=" ", adscripcion=coordinacion)
    retirar_consentimiento(consentimiento=hecho, motivo="Escrito 3", adscripcion=coordinacion)
    with pytest.raises(ConsentimientoNoProcede, match="ya no está vigente"):
        retirar_consentimiento(consentimiento=hecho, motivo="x", adscripcion=coordinacion)


@pytest.mark.parametrize("papel", ["enlace", "capturista", "otro_enlace", "sistemas"])
def test_el_partido_no_retira_el_consentimiento_de_nadie(papeles, formato, papel):
    hecho = firmar(papeles, formato)
    with pytest.raises(PermissionDenied):
        retirar_consentimiento(
            consentimiento=hecho, motivo="Porque sí", adscripcion=papeles.cuentas[papel]
        )


@pytest.mark.django_db(transaction=True)
def test_dos_firmas_a_la_vez_dejan_una_vigente(papeles, formato):
    def una(_):
        try:
            firmar(papeles, formato)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as hilos:
        list(hilos.map(una, range(4)))
    estados = sorted(Consentimiento.objects.values_list("estado", flat=True))
    assert estados == ["sustituido"] * 3 + ["vigente"]


# --- Formatos y hojas --------------------------------------------------------------------------
def test_corregir_el_texto_es_escribir_otra_version(papeles, formato):
    nuevo = escribir_formato(
        proceso=papeles.proceso,
        nombre="Dos",
        textos={**TEXTOS, "fundamento": "Otro."},
        adscripcion=papeles.cuentas["revision"],
    )
    assert formato_vigente(papeles.proceso) == nuevo
    assert nuevo.huella != formato.huella
    with pytest.raises(ConsentimientoNoProcede, match="otro nombre"):
        escribir_formato(
            proceso=papeles.proceso,
            nombre="Dos",
            textos=TEXTOS,
            adscripcion=papeles.cuentas["revision"],
        )
    with pytest.raises(ProgrammingError):
        type(formato).objects.filter(pk=formato.pk).update(fundamento="Cambiado")


def test_imprimir_otra_vez_da_el_mismo_folio_y_los_mismos_bytes(papeles, formato, client):
    client.force_login(papeles.cuentas["enlace"].usuario)
    datos = {"candidatura": [papeles.propio.candidatura_id, papeles.cuestionario.candidatura_id]}
    direccion = reverse("captura:consentimientos_imprimir")
    primera = client.post(direccion, datos)
    assert primera["Content-Type"] == "application/pdf"
    assert client.post(direccion, datos).content == primera.content
    texto = texto_de(primera.content)
    hojas = HojaDeConsentimiento.objects.all()
    assert len(hojas) == 2
    for hoja in hojas:
        assert hoja.folio in texto
        assert hoja.candidatura.nombre in " ".join(texto.split())
    assert "Aviso de privacidad simplificado" in texto
    assert "DEMOSTRACIÓN" in texto
    assert b"pdfuaid" in primera.content


def test_de_toda_la_lista_se_imprime_solo_lo_que_se_captura(papeles, formato, client):
    direccion = reverse("captura:consentimientos_imprimir")
    client.force_login(papeles.cuentas["enlace_de_coalicion_que_lee"].usuario)
    assert client.post(direccion, {"todas": "1"}).status_code == 302
    assert not HojaDeConsentimiento.objects.exists()
    firmar(papeles, formato)
    client.force_login(papeles.cuentas["enlace"].usuario)
    client.post(direccion, {"todas": "1", "situacion": "falta"})
    assert HojaDeConsentimiento.objects.get().candidatura == papeles.propio.candidatura


def test_no_se_imprime_lo_ajeno_ni_nada(papeles, formato, client):
    client.force_login(papeles.cuentas["candidata"].usuario)
    direccion = reverse("captura:consentimientos_imprimir")
    ajena = {"candidatura": [papeles.propio.candidatura_id]}
    assert client.post(direccion, ajena).status_code == 404
    assert client.post(direccion, {}).status_code == 302
    assert not HojaDeConsentimiento.objects.exists()


# --- Constancia y comprobación -----------------------------------------------------------------
def test_el_consentimiento_da_su_constancia_sellada(papeles, formato):
    hecho = firmar(papeles, formato)
    datos = consentimiento_sellado(hecho, "https://conoceles.example.org/verificar/X/")
    assert validar(datos)[1].bottom_line
    texto = " ".join(texto_de(datos).split())
    assert hecho.folio in texto
    assert "difundan los datos sensibles que responda en los cuestionarios? No" in texto
    assert consentimiento_sellado(hecho, "https://otra.example.org/") == datos


def test_al_comprobarlo_no_se_dice_que_respondio_ni_si_lo_retiro(papeles, formato, client):
    hecho = firmar(papeles, formato)
    direccion = reverse("verificar", args=[hecho.folio])
    antes = client.get(direccion)
    assert hecho.huella in antes.text
    for pregunta, _ in hecho.respuestas():
        assert pregunta not in antes.text
    retirar_consentimiento(
        consentimiento=hecho, motivo="", adscripcion=papeles.cuentas["candidata"]
    )
    assert client.get(direccion).text == antes.text


def test_la_hoja_sin_llenar_dice_de_quien_es_y_nada_mas(papeles, formato, client):
    (hoja,) = emitir_hojas(
        formato=formato,
        candidaturas=[papeles.propio.candidatura],
        adscripcion=papeles.cuentas["enlace"],
    )
    direccion = reverse("verificar", args=[hoja.folio])
    antes = client.get(direccion).text
    assert papeles.propio.candidatura.nombre in antes
    en_papel(papeles, formato, candidatura=papeles.propio.candidatura)
    assert client.get(direccion).text == antes


# --- Páginas -----------------------------------------------------------------------------------
def test_la_persona_contesta_y_firma_en_la_pagina(papeles, formato, client):
    client.force_login(papeles.cuentas["candidata"].usuario)
    direccion = reverse("captura:consentimiento_firmar", args=[papeles.cuestionario.candidatura_id])
    pagina = client.get(direccion).text
    assert pagina.count('value="no"') == 3
    assert pagina.count("checked") == 3  # las tres empiezan en No
    datos = {
        "tratamiento": "si",
        "publicacion": "no",
        "estadistica": "no",
        "firmante": "Persona Ficticia",
        "formato": formato.pk,
    }
    assert client.post(direccion, datos).status_code == 200  # falta la declaración
    respuesta = client.post(direccion, {**datos, "declaracion": "on"})
    hecho = Consentimiento.objects.get()
    assert respuesta.url == reverse("captura:consentimiento", args=[hecho.folio])
    assert (hecho.tratamiento, hecho.publicacion, hecho.estadistica) == (True, False, False)
    assert "Vigente" in client.get(respuesta.url).text


def test_el_tablero_dice_quien_falta(papeles, formato, client):
    firmar(papeles, formato)
    client.force_login(papeles.cuentas["enlace"].usuario)
    direccion = reverse("captura:consentimientos")
    faltan = client.get(direccion, {"situacion": "falta"}).text
    con = client.get(direccion, {"situacion": "vigente"}).text
    propia, firmada = papeles.propio.candidatura, papeles.cuestionario.candidatura
    assert propia.nombre in faltan
    assert firmada.nombre not in faltan
    assert firmada.nombre in con
    assert propia.nombre not in con


def test_el_integrante_que_lee_no_ve_el_estado_de_los_consentimientos(papeles, formato, client):
    firmar(papeles, formato)
    client.force_login(papeles.cuentas["enlace_de_coalicion_que_lee"].usuario)
    pagina = client.get(reverse("captura:consentimientos")).text
    assert papeles.cuestionario.candidatura.nombre in pagina
    assert "Lo ve quien captura" in pagina
    assert "estado--logrado" not in pagina
