"""La hoja de cálculo: lo que se baja, lo que se revisa y lo que se guarda."""

import csv
import io
import zipfile
from functools import partial
from pathlib import Path

import pytest
import python_calamine as calamine
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from candidaturas.models import Candidatura, CicloDeVida
from captura.hojas import revision
from captura.hojas.alcance import Alcance
from captura.hojas.aplicacion import NoSeAplica, aplicar_hoja
from captura.hojas.columnas import ENCABEZADO
from captura.hojas.plantilla import escribir_plantilla
from captura.hojas.revision import Suerte, revisar_hoja
from captura.importacion.errores import ArchivoIlegible
from captura.models import ActaDeSupresion, Acto, Cuestionario, EstadoDeTrabajo, Trabajo
from captura.servicios.ciclo import avanzar_ciclo
from captura.servicios.supresion import suprimir_candidatura
from captura.servicios.trabajos import desechar
from conoceles.comun import reloj
from scripts.bench_importacion import ENCABEZADO as DEL_INE
from tests.captura.test_ciclo_de_vida import llevar_a
from tests.fabricas import CuestionarioFactory, FormulaFactory

CURSOS = ["Diplomado ficticio", "=SUMA(A1:A9)"]


def sin_avance(*_):
    """Para llamar sin trabajador."""


@pytest.fixture
def cuenta(papeles):
    return papeles.cuentas["enlace"]


@pytest.fixture
def plantilla(cuenta, tmp_path) -> Path:
    ruta = tmp_path / "candidaturas.xlsx"
    escribir_plantilla(ruta, Alcance(cuenta), sin_avance, hecha_en=reloj.ahora())
    return ruta


def leida(ruta: Path) -> list[list[str]]:
    filas = calamine.load_workbook(str(ruta)).get_sheet_by_name("CANDIDATOS").to_python()
    return [[str(c) for c in fila] for fila in filas]


def escrita(ruta: Path, filas, **opciones) -> Path:
    with xlsxwriter.Workbook(ruta, {"strings_to_formulas": False, **opciones}) as libro:
        hoja = libro.add_worksheet("CANDIDATOS")
        for fila, celdas in enumerate(filas):
            hoja.write_row(fila, 0, celdas)
    return ruta


def con(plantilla: Path, cambios: dict[tuple[int, str], str], *, quitar=()) -> Path:
    """La plantilla con otras celdas; `cambios`: (fila desde 0, encabezado) → texto."""
    filas = leida(plantilla)
    for (fila, nombre), texto in cambios.items():
        filas[fila + 1][ENCABEZADO.index(nombre)] = texto
    quedan = [i for i, nombre in enumerate(ENCABEZADO) if nombre not in quitar]
    return escrita(plantilla.with_name("llena.xlsx"), [[f[i] for i in quedan] for f in filas])


def revisada(ruta, cuenta):
    return revisar_hoja(ruta, Alcance(cuenta), sin_avance)


def guardar_en(cuestionario, **campos):
    Cuestionario.objects.filter(pk=cuestionario.pk).update(**campos)


# --- La plantilla ----------------------------------------------------------------------------
def test_la_plantilla_trae_lo_propio_y_nada_ajeno(papeles, plantilla):
    ajena = CuestionarioFactory(candidatura__formula__actor=papeles.b)
    nombres = {fila[1] for fila in leida(plantilla)[1:]}
    assert nombres == {papeles.propio.candidatura.nombre, papeles.cuestionario.candidatura.nombre}
    assert ajena.candidatura.nombre not in nombres


def test_la_plantilla_no_lleva_formulas_ni_enlaces(papeles, cuenta, tmp_path):
    guardar_en(papeles.propio, cursos=CURSOS, historia_profesional='=HYPERLINK("http://x","y")')
    ruta = tmp_path / "p.xlsx"
    escribir_plantilla(ruta, Alcance(cuenta), sin_avance, hecha_en=reloj.ahora())
    with zipfile.ZipFile(ruta) as libro:
        hoja = libro.read("xl/worksheets/sheet1.xml")
        assert b"<f>" not in hoja
        assert b"<hyperlink" not in hoja
        assert b"dataValidation" in hoja
        assert "Licenciatura" in hoja.decode()


def test_la_plantilla_sin_tocar_no_cambia_nada(papeles, cuenta, tmp_path):
    """Ni siquiera lo que la limpieza de archivos sí cambiaría."""
    guardar_en(
        papeles.propio,
        cursos=CURSOS,
        telefonos=["844/000/0000", "844 111 1111 y 844 222 2222"],
        casas_campana=["Calle Uno 1", "Calle Dos 2"],
        trayectoria_politica="No aplica",
        motivo_cargo_publico="con  dos  blancos",
    )
    ruta = tmp_path / "p.xlsx"
    escribir_plantilla(ruta, Alcance(cuenta), sin_avance, hecha_en=reloj.ahora())
    assert [r.suerte for r in revisada(ruta, cuenta)] == [Suerte.IGUAL] * 2


# --- La vista previa -------------------------------------------------------------------------
def test_se_ve_lo_que_hay_junto_a_lo_que_quedaria_y_no_se_escribe(papeles, cuenta, plantilla):
    antes = papeles.propio.propuesta_1
    ruta = con(plantilla, {(0, "PROPUESTA_1"): "Otra\u200b propuesta.", (1, "CURSOS"): "Uno\nDos"})
    renglones = revisada(ruta, cuenta)
    por_pk = {r.cuestionario: r for r in renglones}
    cambio = next(r for r in renglones if "propuesta_1" in r.cambios)
    assert cambio.cambios["propuesta_1"][1] == "Otra propuesta."
    assert any("control" in frase for _, frase in cambio.avisos)
    otro = next(r for r in renglones if "cursos" in r.cambios)
    assert otro.cambios["cursos"] == [[], ["Uno", "Dos"]]
    assert set(por_pk) == {papeles.propio.pk, papeles.cuestionario.pk}
    papeles.propio.refresh_from_db()
    assert (papeles.propio.propuesta_1, papeles.propio.version) == (antes, 0)


def test_lo_que_no_viene_no_cambia_y_la_celda_vacia_borra(papeles, cuenta, plantilla):
    ruta = con(plantilla, {(0, "PROPUESTA_2"): ""}, quitar=["PROPUESTA_1", "TELEFONO"])
    primero = revisada(ruta, cuenta)[0]
    assert set(primero.cambios) == {"propuesta_2"}
    assert primero.se_borran == 1


@pytest.mark.parametrize(
    ("encabezado", "texto", "frase"),
    [
        ("ESCOLARIDAD", "Primero de primaria", "opción no reconocida; elija una"),
        ("CORREO_ELECTRONICO", "no-es-un-correo", "no es un correo electrónico"),
        ("TELEFONO", "12", "no parece un teléfono"),
        ("PAGINA_WEB", "javascript:alert(1)", "dirección de internet completa"),
        ("HISTORIA_PROFESIONAL", "x" * 20_001, "20000"),
        ("HISTORIA_PROFESIONAL", "#REF!", "error de fórmula"),
        ("FOLIO", "no-existe", "no es de una candidatura que usted capture"),
        ("FOLIO", "", "Falta el folio"),
        ("NOMBRE_CANDIDATO", "Otra Persona", "hayan recorrido"),
    ],
)
def test_cada_error_se_dice_con_palabras(cuenta, plantilla, encabezado, texto, frase):
    renglon = revisada(con(plantilla, {(0, encabezado): texto}), cuenta)[0]
    assert renglon.suerte is Suerte.ERROR
    assert frase in " ".join(f for _, f in renglon.errores)


def test_la_misma_candidatura_en_dos_filas_se_rehusa(cuenta, plantilla):
    filas = leida(plantilla)
    ruta = escrita(plantilla.with_name("doble.xlsx"), [*filas, filas[1]])
    renglones = revisada(ruta, cuenta)
    assert [r.suerte for r in renglones] == [Suerte.ERROR, Suerte.IGUAL, Suerte.ERROR]
    assert "filas 2, 4" in renglones[0].errores[0][1]


def test_lo_de_otro_actor_no_se_toca_ni_con_su_folio(papeles, cuenta, plantilla):
    ajena = CuestionarioFactory(candidatura__formula=FormulaFactory(actor=papeles.b))
    c = ajena.candidatura
    ruta = con(plantilla, {(0, "FOLIO"): f"C{c.pk}", (0, "NOMBRE_CANDIDATO"): c.nombre})
    assert revisada(ruta, cuenta)[0].suerte is Suerte.ERROR
    assert revisada(ruta, papeles.cuentas["capturista"])[0].suerte is Suerte.ERROR


def test_quien_solo_lee_la_coalicion_no_la_cambia(papeles, plantilla):
    with pytest.raises(ArchivoIlegible, match="no tiene candidaturas que capturar"):
        revisada(plantilla, papeles.cuentas["enlace_de_coalicion_que_lee"])


def test_lo_enviado_solo_estorba_si_la_hoja_lo_cambia(papeles, cuenta, plantilla):
    Cuestionario.objects.filter(pk=papeles.propio.pk).update(estado="enviado")
    Cuestionario.objects.filter(pk=papeles.cuestionario.pk).update(estado="enviado")
    assert {r.suerte for r in revisada(plantilla, cuenta)} == {Suerte.IGUAL}
    renglon = revisada(con(plantilla, {(0, "PROPUESTA_1"): "Otra."}), cuenta)[0]
    assert renglon.errores[0][1] == "Su perfil está enviado: ya no se edita."


# --- La exportación del INE ------------------------------------------------------------------
def del_ine(papeles, **cambios) -> dict:
    formula = papeles.propio.candidatura.formula
    return dict.fromkeys(DEL_INE, "") | {
        "PARTIDO_COALICION": formula.actor.nombre,
        "CARGO": formula.eleccion.cargo.nombre,
        "ENTIDAD": "COAHUILA",
        "NUM_LISTA_O_FORMULA": "1",
        "NOMBRE_CANDIDATO": papeles.propio.candidatura.nombre.upper(),
        "TIPO_CANDIDATO": "PROPIETARIA",
        "PROPUESTA_1": "Propuesta del INE.",
        "TELEFONO": "No proporcionó",
        "REDES": "facebook.com/ficticia, https://x.com/ficticia",
    } | cambios  # fmt: skip


def hoja_del_ine(tmp_path, *renglones) -> Path:
    ruta = tmp_path / "ine.csv"
    with ruta.open("w", encoding="cp1252", newline="") as archivo:
        escritor = csv.DictWriter(archivo, DEL_INE)
        escritor.writeheader()
        escritor.writerows(renglones)
    return ruta


def test_la_exportacion_del_ine_sirve_tal_cual(papeles, cuenta, tmp_path):
    ajeno = del_ine(papeles, NOMBRE_CANDIDATO="ALGUIEN DE OTRO PARTIDO")
    renglones = revisada(hoja_del_ine(tmp_path, del_ine(papeles), ajeno), cuenta)
    assert [r.suerte for r in renglones] == [Suerte.CAMBIA, Suerte.AJENA]
    cambios = renglones[0].cambios
    assert cambios["propuesta_1"][1] == "Propuesta del INE."
    assert cambios["redes"][1] == ["https://facebook.com/ficticia", "https://x.com/ficticia"]
    assert "telefonos" not in cambios, "«No proporcionó» no borra lo capturado"


def test_una_homonima_de_otro_partido_no_se_confunde(papeles, cuenta, tmp_path):
    renglon = del_ine(papeles, PARTIDO_COALICION=papeles.b.nombre)
    assert revisada(hoja_del_ine(tmp_path, renglon), cuenta)[0].suerte is Suerte.AJENA


# --- Aplicar ---------------------------------------------------------------------------------
def test_se_guarda_con_autor_y_la_misma_hoja_otra_vez_no_cambia_nada(papeles, cuenta, plantilla):
    ruta = con(plantilla, {(0, "PROPUESTA_1"): "Nueva uno.", (1, "PROPUESTA_1"): "Nueva dos."})
    assert aplicar_hoja(revisada(ruta, cuenta), cuenta, sin_avance) == 2
    assert set(Cuestionario.objects.values_list("propuesta_1", flat=True)) == {
        "Nueva uno.", "Nueva dos.",
    }  # fmt: skip
    assert Acto.objects.filter(autor=cuenta.usuario, clase="guardado").count() == 2
    versiones = list(Cuestionario.objects.values_list("pk", "version"))
    renglones = revisada(ruta, cuenta)
    assert {r.suerte for r in renglones} == {Suerte.IGUAL}
    assert aplicar_hoja(renglones, cuenta, sin_avance) == 0
    assert list(Cuestionario.objects.values_list("pk", "version")) == versiones


def test_con_errores_no_se_aplica_ni_lo_bueno(cuenta, plantilla):
    ruta = con(plantilla, {(0, "PROPUESTA_1"): "Buena.", (1, "TELEFONO"): "12"})
    with pytest.raises(NoSeAplica, match="tiene errores"):
        aplicar_hoja(revisada(ruta, cuenta), cuenta, sin_avance)
    assert not Cuestionario.objects.filter(propuesta_1="Buena.").exists()


# --- Por la página, con el trabajador --------------------------------------------------------
@pytest.fixture
def entra(transactional_db, papeles, client):
    client.force_login(papeles.cuentas["enlace"].usuario)
    return client


def subir(client, ruta: Path) -> Trabajo:
    archivo = SimpleUploadedFile(ruta.name, ruta.read_bytes())
    respuesta = client.post(reverse("captura:hoja"), {"archivo": archivo})
    return Trabajo.objects.get(pk=respuesta.url.rstrip("/").split("/")[-1])


def aplicar(client, previa: Trabajo, hacer_trabajos) -> Trabajo:
    client.post(reverse("captura:hoja_aplicar", args=[previa.pk]))
    hacer_trabajos()
    return Trabajo.objects.get(clase="hoja_aplicar")


def test_todo_el_camino_por_la_pagina(entra, papeles, hacer_trabajos, tmp_path):
    entra.post(reverse("captura:hoja_plantilla"))
    hacer_trabajos()
    hecha = Trabajo.objects.get(clase="hoja_plantilla")
    bajada = entra.get(reverse("captura:trabajo_bajar", args=[hecha.pk]))
    (tmp_path / "p.xlsx").write_bytes(b"".join(bajada.streaming_content))
    previa = subir(entra, con(tmp_path / "p.xlsx", {(0, "PROPUESTA_1"): "<b>Nueva</b>"}))
    hacer_trabajos()
    pagina = entra.get(reverse("captura:hoja_revision", args=[previa.pk])).text
    assert "&lt;b&gt;Nueva&lt;/b&gt;" in pagina
    assert "Guardar los cambios de 1 candidatura" in pagina
    hecho = aplicar(entra, previa, hacer_trabajos)
    assert hecho.mensaje == "Candidaturas actualizadas: 1."
    termino = entra.get(reverse("captura:trabajo", args=[hecho.pk])).text
    assert f'href="{reverse("captura:hoja")}">' in termino, "no se queda sin a dónde ir"
    assert Cuestionario.objects.filter(propuesta_1="<b>Nueva</b>").count() == 1
    previa.refresh_from_db()
    assert previa.estado == EstadoDeTrabajo.VENCIDO
    assert not previa.carpeta.exists(), "lo que se subió se borra al aplicarse"


def test_la_vista_previa_que_se_esta_aplicando_no_se_vence(
    entra, hacer_trabajos, plantilla, en_medio
):
    previa = subir(entra, con(plantilla, {(0, "PROPUESTA_1"): "De la hoja."}))
    hacer_trabajos()
    vencida = en_medio(revision, "leer", lambda: desechar(previa))
    assert aplicar(entra, previa, hacer_trabajos).estado == EstadoDeTrabajo.TERMINADO
    vencida()


@pytest.fixture
def por_aplicar(entra, hacer_trabajos, plantilla):
    """Una hoja con su vista previa, que ya se mandó aplicar."""
    previa = subir(entra, con(plantilla, {(0, "PROPUESTA_1"): "De la hoja."}))
    hacer_trabajos()
    entra.post(reverse("captura:hoja_aplicar", args=[previa.pk]))
    return Trabajo.objects.get(clase="hoja_aplicar")


def test_suprimir_a_alguien_mientras_se_aplica_una_hoja(
    papeles, por_aplicar, hacer_trabajos, en_medio
):
    """Quien suprime aparta los dos trabajos, que quien aplica todavía usa; y toma a quien suprime,
    que quien aplica todavía no."""
    suprimida = en_medio(
        revision,
        "leer",
        partial(
            suprimir_candidatura,
            candidatura=papeles.propio.candidatura,
            motivo="ARCO",
            pidio="La titular",
            adscripcion=papeles.cuentas["coordinacion"],
        ),
    )
    hacer_trabajos()
    assert suprimida() == ActaDeSupresion.objects.get()
    por_aplicar.refresh_from_db()
    assert por_aplicar.mensaje == "Candidaturas actualizadas: 1."


def test_bloquear_el_proceso_mientras_se_aplica_una_hoja(
    papeles, por_aplicar, hacer_trabajos, en_medio
):
    proceso = llevar_a(papeles.proceso, CicloDeVida.DESPUBLICADO)
    bloquear = partial(
        avanzar_ciclo, proceso=proceso, hacia=CicloDeVida.BLOQUEADO, adscripcion=None
    )
    bloqueado = en_medio(revision, "leer", bloquear)
    hacer_trabajos()
    assert bloqueado().ciclo == CicloDeVida.BLOQUEADO
    por_aplicar.refresh_from_db()
    assert "ya no puede editarse" in por_aplicar.mensaje


def test_si_alguien_guarda_despues_de_la_vista_previa_no_se_aplica_nada(
    entra, papeles, hacer_trabajos, plantilla
):
    from captura.servicios.captura import guardar_cuestionario

    cambios = {(0, "PROPUESTA_1"): "De la hoja.", (1, "PROPUESTA_1"): "De la hoja."}
    previa = subir(entra, con(plantilla, cambios))
    hacer_trabajos()
    guardar_cuestionario(
        cuestionario=papeles.cuestionario,
        campos={"propuesta_1": "De otra persona."},
        version=0,
        adscripcion=papeles.cuentas["capturista"],
    )
    hecho = aplicar(entra, previa, hacer_trabajos)
    assert hecho.estado == EstadoDeTrabajo.FALLIDO
    assert "otra persona guardó cambios" in hecho.mensaje
    assert not Cuestionario.objects.filter(propuesta_1="De la hoja.").exists()


def test_si_se_envia_despues_de_la_vista_previa_no_se_aplica_nada(
    entra, papeles, hacer_trabajos, plantilla
):
    previa = subir(entra, con(plantilla, {(0, "PROPUESTA_1"): "De la hoja."}))
    hacer_trabajos()
    Cuestionario.objects.update(estado="enviado")
    assert "ya no puede editarse" in aplicar(entra, previa, hacer_trabajos).mensaje
    assert not Cuestionario.objects.filter(propuesta_1="De la hoja.").exists()


def test_a_quien_le_quitan_el_cargo_no_se_le_aplica(entra, papeles, hacer_trabajos, plantilla):
    previa = subir(entra, con(plantilla, {(0, "PROPUESTA_1"): "De la hoja."}))
    hacer_trabajos()
    entra.post(reverse("captura:hoja_aplicar", args=[previa.pk]))
    cuenta = papeles.cuentas["enlace"]
    cuenta.vence_en = reloj.ahora()
    cuenta.save()
    hacer_trabajos()
    hecho = Trabajo.objects.get(clase="hoja_aplicar")
    assert hecho.mensaje == "La cuenta que lo pidió ya no tiene ese cargo."
    assert not Cuestionario.objects.filter(propuesta_1="De la hoja.").exists()


def test_la_misma_hoja_tras_un_cambio_se_revisa_de_nuevo(entra, papeles, hacer_trabajos, plantilla):
    ruta = con(plantilla, {(0, "PROPUESTA_1"): "De la hoja."})
    primera = subir(entra, ruta)
    assert subir(entra, ruta).pk == primera.pk
    hacer_trabajos()
    Cuestionario.objects.filter(pk=papeles.propio.pk).update(version=7)
    assert subir(entra, ruta).pk != primera.pk


def test_la_vista_previa_de_otra_cuenta_no_existe(entra, papeles, hacer_trabajos, plantilla):
    previa = subir(entra, plantilla)
    hacer_trabajos()
    entra.force_login(papeles.cuentas["capturista"].usuario)
    assert entra.get(reverse("captura:hoja_revision", args=[previa.pk])).status_code == 404
    assert entra.post(reverse("captura:hoja_aplicar", args=[previa.pk])).status_code == 404


# --- Archivos hostiles -----------------------------------------------------------------------
def con_formula(tmp_path) -> Path:
    ruta = tmp_path / "hoja.xlsx"
    with xlsxwriter.Workbook(ruta) as libro:
        hoja = libro.add_worksheet("CANDIDATOS")
        hoja.write_row(0, 0, ENCABEZADO)
        hoja.write_row(1, 0, ["C1", "Alguien"])
        hoja.write_formula(1, 12, '=WEBSERVICE("http://x")')
    return ruta


def de_un_millon(tmp_path) -> Path:
    """Un millón de renglones que caben en nada."""
    ruta = tmp_path / "hoja.xlsx"
    fila = b'<row><c t="inlineStr"><is><t>C1</t></is></c></row>' * 1000
    with (
        zipfile.ZipFile(escrita(tmp_path / "base.xlsx", [ENCABEZADO])) as base,
        zipfile.ZipFile(ruta, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as nuevo,
    ):
        for parte in base.namelist():
            datos = base.read(parte)
            if parte == "xl/worksheets/sheet1.xml":
                datos = datos.replace(b"</sheetData>", fila * 1000 + b"</sheetData>")
                datos = datos.replace(b'ref="A1:S1"', b'ref="A1:S1000001"')
            nuevo.writestr(parte, datos)
    return ruta


def bomba(tmp_path) -> Path:
    ruta = tmp_path / "hoja.xlsx"
    with zipfile.ZipFile(ruta, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as libro:
        libro.writestr("[Content_Types].xml", "<x/>")
        with libro.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as hoja:
            for _ in range(600):
                hoja.write(bytes(1024 * 1024))
    return ruta


def con_contrasena(tmp_path) -> Path:
    """Un libro cifrado es un contenedor OLE con su paquete dentro, no un ZIP."""
    ruta = tmp_path / "hoja.xlsx"
    ruta.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096))
    return ruta


def csv_enorme(tmp_path) -> Path:
    ruta = tmp_path / "hoja.csv"
    salida = io.StringIO()
    escritor = csv.writer(salida)
    escritor.writerow(ENCABEZADO)
    for _ in range(20_001):
        escritor.writerow(["C1", "Alguien"])
    ruta.write_text(salida.getvalue())
    return ruta


@pytest.mark.parametrize(
    ("hacer", "frase"),
    [
        (con_formula, "La celda M2 trae una fórmula"),
        (de_un_millon, "celdas"),
        (bomba, "descomprimido"),
        (csv_enorme, "más de 20,000 renglones"),
        (con_contrasena, "no se puede leer"),
        (lambda t: escrita(t / "h.xlsx", [["Nombre", "Edad"], ["x", 1]]), "encabezado"),
        (lambda t: escrita(t / "h.xlsx", [["FOLIO", "CURSOS"], ["C1", "x"]]), "nombrecandidato"),
        (lambda t: escrita(t / "h.xlsx", [ENCABEZADO]), "ningún renglón"),
    ],
    ids=["formula", "millon", "bomba", "csv", "danada", "otra", "sin-nombre", "vacia"],
)  # fmt: skip
def test_una_hoja_hostil_se_rehusa_con_una_frase(cuenta, tmp_path, hacer, frase):
    with pytest.raises(ArchivoIlegible, match=frase):
        revisada(hacer(tmp_path), cuenta)


def test_una_hoja_pesada_se_rehusa_antes_de_guardarla(papeles, client):
    client.force_login(papeles.cuentas["enlace"].usuario)
    archivo = SimpleUploadedFile("h.xlsx", bytes(21 * 1024 * 1024))
    respuesta = client.post(reverse("captura:hoja"), {"archivo": archivo})
    assert "pesa 21 MB y el máximo es 20 MB" in respuesta.text
    assert not Trabajo.objects.exists()


def test_el_folio_del_registro_tambien_sirve(papeles, cuenta, tmp_path):
    Candidatura.objects.filter(pk=papeles.propio.candidatura_id).update(folio="IEC-0042")
    alcance = Alcance(cuenta)
    assert alcance.hallar("iec-0042").pk == papeles.propio.pk
    assert alcance.hallar(f"C{papeles.propio.candidatura_id}").pk == papeles.propio.pk
    Candidatura.objects.update(folio="IEC-0042")
    assert Alcance(cuenta).hallar("IEC-0042") is None, "repetido, no dice de quién es"
