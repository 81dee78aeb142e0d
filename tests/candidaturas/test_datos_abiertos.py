"""Los archivos que la gente se lleva, leídos con otras herramientas y comparados con la base."""

import csv
import hashlib
import io
import json
import tracemalloc
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from openpyxl import load_workbook

from candidaturas.abiertos import cortes
from candidaturas.abiertos.celdas import original, segura
from candidaturas.abiertos.cortes import cortar
from candidaturas.models import (
    Candidatura,
    CorteDeDatos,
    EstadoDeRegistro,
    PerfilPublicado,
    ProcesoElectoral,
)
from candidaturas.tasks import cortar_datos
from captura.servicios.publicacion import retirar
from conoceles.comun import reloj
from tests.fabricas import (
    CandidaturaFactory,
    CompromisoPublicadoFactory,
    CuestionarioFactory,
    PerfilFactory,
    ProcesoFactory,
)

pytestmark = pytest.mark.django_db
PAGINA = "/datos/"
ENCABEZADO_DEL_INE = (
    "PARTIDO_COALICION,CARGO,ENTIDAD,DISTRITO LOCAL,CIRCUNSCRIPCION,MUNICIPIO,NUM_LISTA_O_FORMULA,"
    "NOMBRE_CANDIDATO,TIPO_CANDIDATO,EDAD,SEXO,DIRECCION_CASA_CAMPAÑA,TELEFONO,CORREO_ELECTRONICO,"
    "PAGINA_WEB,REDES,ESCOLARIDAD,ESTATUS_ESCOLARIDAD,CURSOS,HISTORIA_PROFESIONAL,"
    "TRAYECTORIA_POLITICA,MOTIVO_CARGO_PUBLICO,PROPUESTA_1,PROPUESTA_2,PROPUESTA_GENERO"
)
FORMULA = '=HYPERLINK("https://malo.example";"clic")'


@pytest.fixture
def proceso():
    """Perfiles llenos, vacíos y por publicar, una baja y textos que parecen fórmulas."""
    perfil = PerfilFactory(
        candidatura__nombre="@ana «Comillas»,\ny renglones",
        propuesta_1=FORMULA,
        propuesta_2="'=ya con apóstrofo",
        telefonos=["+52 844 000 0000", "844 000 0001"],
        motivo_cargo_publico="\tcon tabulador",
    )
    CompromisoPublicadoFactory(candidatura=perfil.candidatura)
    PerfilFactory(vacio=True, candidatura__sexo="hombre")
    CandidaturaFactory.create_batch(3, sexo="", edad=None)
    CandidaturaFactory(
        estado_registro=EstadoDeRegistro.RENUNCIA, baja_el=datetime(2023, 5, 1, tzinfo=UTC)
    )
    return ProcesoElectoral.objects.get()


def contenido(client, corte: CorteDeDatos, clase: str) -> bytes:
    archivo = corte.archivos.get(clase=clase)
    respuesta = client.get(f"{PAGINA}{corte.proceso.clave}/{archivo.nombre}")
    assert respuesta.status_code == 200
    datos = b"".join(respuesta.streaming_content)
    assert hashlib.sha256(datos).hexdigest() == archivo.sha256
    assert len(datos) == archivo.bytes
    return datos


def filas_de_csv(datos: bytes) -> list[dict]:
    return list(csv.DictReader(io.StringIO(datos.decode("utf-8"), newline="")))


def filas_de_xlsx(datos: bytes, hoja: str) -> list[list]:
    libro = load_workbook(io.BytesIO(datos), read_only=True)
    assert libro.sheetnames[0] == hoja
    return [
        ["" if c is None else str(c) for c in fila]
        for fila in libro[hoja].iter_rows(values_only=True)
    ]


# --- Fidelidad ---------------------------------------------------------------------------------
def test_el_csv_dice_lo_mismo_que_la_base(client, proceso):
    filas = filas_de_csv(contenido(client, cortar(proceso), "candidaturas.csv"))
    por_id = {int(f["id"]): {k: original(v) for k, v in f.items()} for f in filas}
    assert set(por_id) == set(Candidatura.objects.values_list("pk", flat=True))
    for c in Candidatura.objects.all():
        fila = por_id[c.pk]
        assert fila["nombre"] == c.nombre
        assert fila["edad"] == ("" if c.edad is None else str(c.edad))
        assert (fila["sexo"], fila["estado_registro"]) == (c.sexo, c.estado_registro)
        assert fila["actor"] == c.formula.actor.nombre
        perfil = getattr(c, "perfil", None)
        assert fila["perfil_publicado"] == ("sí" if perfil else "no")
        for campo in PerfilPublicado.CAMPOS:
            valor = getattr(perfil, campo) if perfil else ""
            assert fila[campo] == (" | ".join(valor) if isinstance(valor, list) else valor)


def test_xlsx_y_json_dicen_lo_mismo_que_el_csv(client, proceso):
    corte = cortar(proceso)
    del_csv = filas_de_csv(contenido(client, corte, "candidaturas.csv"))
    encabezado, *del_xlsx = filas_de_xlsx(
        contenido(client, corte, "candidaturas.xlsx"), "candidaturas"
    )
    # XML no distingue los fines de línea.
    assert [[v.replace("\r\n", "\n") for v in f.values()] for f in del_csv] == del_xlsx
    assert encabezado == list(del_csv[0])
    datos = json.loads(contenido(client, corte, "candidaturas.json"))
    assert datos["aviso"] == "DEMOSTRACIÓN: personas ficticias"
    del_json = {str(c["id"]): c for c in datos["candidaturas"]}
    assert list(del_json) == [f["id"] for f in del_csv]
    perfil = PerfilPublicado.objects.exclude(propuesta_1="").get()
    assert del_json[str(perfil.pk)]["telefonos"] == perfil.telefonos
    assert del_json[str(perfil.pk)]["propuesta_1"] == FORMULA


def test_el_formato_del_ine_tiene_sus_columnas_y_sus_convenciones(client, proceso):
    corte = cortar(proceso)
    datos = contenido(client, corte, "formato-ine.csv")
    assert datos.decode().splitlines()[0] == ENCABEZADO_DEL_INE
    filas = filas_de_csv(datos)
    assert len(filas) == 5, "quien renunció no está en la boleta"
    por_nombre = {original(f["NOMBRE_CANDIDATO"]): f for f in filas}
    llena, vacia, sin_publicar = filas[0], filas[1], filas[2]
    assert "@ANA «COMILLAS»,\nY RENGLONES" in por_nombre
    assert (llena["TIPO_CANDIDATO"], vacia["TIPO_CANDIDATO"]) == ("PROPIETARIA", "PROPIETARIO")
    assert original(llena["TELEFONO"]) == "+52 844 000 0000, 844 000 0001"
    assert (llena["ESCOLARIDAD"], llena["ESTATUS_ESCOLARIDAD"]) == ("Licenciatura", "Título")
    assert llena["PROPUESTA_GENERO"] == "No proporcionó"
    assert {f["CIRCUNSCRIPCION"] for f in filas} == {"No aplica"}
    assert {f["MUNICIPIO"] for f in filas} == {"No aplica"}
    respuestas = ENCABEZADO_DEL_INE.split(",")[11:]
    assert {vacia[c] for c in respuestas} == {"No proporcionó"}
    en_blanco = set(respuestas) - {"TELEFONO", "REDES"}
    assert {sin_publicar[c] for c in en_blanco} == {""}
    assert filas_de_xlsx(contenido(client, corte, "formato-ine.xlsx"), "CANDIDATOS")[0] == (
        ENCABEZADO_DEL_INE.split(",")
    )


def test_lo_que_exportamos_lo_lee_nuestra_importacion(client, proceso):
    from captura.importacion.encabezados import LOCAL

    encabezado = contenido(client, cortar(proceso), "formato-ine.csv").decode().splitlines()[0]
    reconocidos = LOCAL.reconocidos(encabezado.split(","))
    assert len(reconocidos) == 25


# --- Seguridad ---------------------------------------------------------------------------------
@pytest.mark.parametrize("comienzo", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "'"])
def test_ninguna_celda_puede_ser_formula_y_siempre_se_puede_deshacer(comienzo):
    texto = f"{comienzo}cmd"
    assert segura(texto) == f"'{texto}"
    assert original(segura(texto)) == texto
    assert segura("una = dos") == original("una = dos") == "una = dos"


def test_en_los_archivos_no_queda_una_celda_peligrosa(client, proceso):
    corte = cortar(proceso)
    peligrosas = ("=", "+", "-", "@", "\t", "\r")
    for clase, hoja in (("candidaturas", "candidaturas"), ("formato-ine", "CANDIDATOS")):
        filas = filas_de_csv(contenido(client, corte, f"{clase}.csv"))
        assert not [v for f in filas for v in f.values() if v.startswith(peligrosas)]
        datos = contenido(client, corte, f"{clase}.xlsx")
        assert not [v for f in filas_de_xlsx(datos, hoja) for v in f if v.startswith(peligrosas)]
        libro = load_workbook(io.BytesIO(datos))
        assert not [c for h in libro for fila in h.iter_rows() for c in fila if c.data_type == "f"]


def test_no_hay_columnas_privadas_ni_de_identidad(client, proceso):
    corte = cortar(proceso)
    columnas = set(filas_de_csv(contenido(client, corte, "candidaturas.csv"))[0])
    for tema in ("nac", "curp", "clave_elector", "indigena", "discapacidad", "huella", "llano"):
        assert not [c for c in columnas if tema in c]


# --- Determinismo y cortes ---------------------------------------------------------------------
def test_los_mismos_datos_dan_los_mismos_bytes(proceso):
    primero = cortar(proceso)
    huellas = set(primero.archivos.exclude(clase="LEEME.txt").values_list("clase", "sha256"))
    CorteDeDatos.objects.all().delete()
    with reloj.en(timezone.now() + timedelta(days=3)):
        segundo = cortar(proceso)
    assert segundo.corte_en != primero.corte_en
    assert huellas == set(
        segundo.archivos.exclude(clase="LEEME.txt").values_list("clase", "sha256")
    )


def test_sin_cambios_no_se_repite_el_corte_y_con_ellos_se_guardan_los_dos(client, proceso):
    primero = cortar(proceso)
    assert cortar(proceso) == primero
    primero.refresh_from_db()
    assert primero.comprobado_en > primero.corte_en
    CandidaturaFactory(nombre="Nueva Inventada")
    segundo = cortar(proceso)
    assert segundo != primero
    html = client.get(PAGINA).content.decode()
    for corte in (primero, segundo):
        for archivo in corte.archivos.all():
            assert archivo.nombre in html
            assert archivo.sha256 in html


def test_la_direccion_sin_fecha_lleva_al_corte_mas_reciente(client, proceso):
    cortar(proceso)
    CandidaturaFactory()
    ultimo = cortar(proceso)
    respuesta = client.get(f"{PAGINA}{proceso.clave}/candidaturas.csv")
    assert respuesta.url.endswith(ultimo.archivos.get(clase="candidaturas.csv").nombre)


def test_el_leeme_trae_licencia_corte_y_huellas(client, proceso):
    proceso.parametros.create(clave="licencia_de_datos", valor="Licencia de prueba 1.0")
    corte = cortar(ProcesoElectoral.objects.get())
    texto = contenido(client, corte, "LEEME.txt").decode()
    assert "Licencia de prueba 1.0" in texto
    assert "DEMOSTRACIÓN" in texto
    for archivo in corte.archivos.exclude(clase="LEEME.txt"):
        assert f"{archivo.sha256}  {archivo.clase}" in texto
    assert "Licencia de prueba 1.0" in client.get(PAGINA).content.decode()


def test_la_descarga_se_valida_con_su_huella(client, proceso):
    archivo = cortar(proceso).archivos.first()
    direccion = f"{PAGINA}{proceso.clave}/{archivo.nombre}"
    respuesta = client.get(direccion)
    assert b"".join(respuesta.streaming_content)
    assert respuesta["ETag"] == f'"{archivo.sha256}"'
    assert f'filename="{archivo.nombre}"' in respuesta["Content-Disposition"]
    assert archivo.nombre.startswith("DEMO-")
    assert respuesta["X-Conoceles-Aviso"]
    assert client.get(direccion, headers={"if-none-match": respuesta["ETag"]}).status_code == 304
    assert not respuesta.cookies
    assert "Cookie" not in respuesta.get("Vary", "")


# --- Retirar -----------------------------------------------------------------------------------
def retirar_perfil(perfil):
    retirar(CuestionarioFactory(candidatura=perfil.candidatura))


def test_al_retirar_un_perfil_caen_los_cortes_que_lo_contienen(
    client, proceso, django_capture_on_commit_callbacks
):
    with reloj.en(datetime(2023, 5, 2, tzinfo=UTC)):
        antes = cortar(proceso)
    despues = cortar(proceso)
    rutas = [cortes.ruta_de(a) for a in despues.archivos.all()]
    with django_capture_on_commit_callbacks(execute=True):
        retirar_perfil(PerfilPublicado.objects.exclude(propuesta_1="").get())
    antes.refresh_from_db()
    despues.refresh_from_db()
    assert (antes.estado, despues.estado) == ("vigente", "retirado")
    assert not any(cortes.almacen().exists(ruta) for ruta in rutas)
    archivo = despues.archivos.first()
    respuesta = client.get(f"{PAGINA}{proceso.clave}/{archivo.nombre}")
    assert respuesta.status_code == 410
    assert archivo.sha256 in respuesta.content.decode()
    html = client.get(PAGINA).content.decode()
    assert archivo.sha256 in html
    assert f'/{archivo.nombre}"' not in html
    contenido(client, antes, "candidaturas.csv")
    nuevo = cortar(proceso)
    assert FORMULA not in contenido(client, nuevo, "candidaturas.json").decode()


def test_un_perfil_publicado_despues_del_corte_no_entra_en_el(client, proceso):
    with reloj.en(datetime(2023, 5, 2, tzinfo=UTC)):
        corte = cortar(proceso)
    filas = filas_de_csv(contenido(client, corte, "candidaturas.csv"))
    assert {f["perfil_publicado"] for f in filas} == {"no"}


@pytest.mark.parametrize(
    ("cambio", "caen"),
    [
        ({"propuesta_1": "Otra redacción."}, 0),
        ({"propuesta_1": ""}, 1),
        ({"telefonos": ["844 000 0001"]}, 1),
        ({"telefonos": ["+52 844 000 0000", "844 000 0001", "844 000 0002"]}, 0),
        ({"pagina_web": "https://otra.example.org"}, 1),
    ],
)
def test_publicar_de_nuevo_retira_los_cortes_solo_si_suprime_algo(proceso, cambio, caen):
    cortar(proceso)
    anterior = PerfilPublicado.objects.exclude(propuesta_1="").get()
    nuevo = PerfilPublicado.objects.get(pk=anterior.pk)
    for campo, valor in cambio.items():
        setattr(nuevo, campo, valor)
    assert cortes.se_sustituye(anterior, nuevo) == caen
    assert CorteDeDatos.objects.filter(estado="retirado").count() == caen


def test_si_los_perfiles_dejan_de_publicarse_sus_cortes_no_se_ofrecen(client, proceso):
    archivo = cortar(proceso).archivos.first()
    proceso.parametros.create(clave="perfiles_tras_cierre", valor="no")
    ProcesoElectoral.objects.update(estado="cerrado")
    assert client.get(f"{PAGINA}{proceso.clave}/{archivo.nombre}").status_code == 410
    corte = cortar(ProcesoElectoral.objects.get())
    filas = filas_de_csv(contenido(client, corte, "candidaturas.csv"))
    assert {f["perfil_publicado"] for f in filas} == {"no"}


# --- Lo demás ----------------------------------------------------------------------------------
def test_un_proceso_que_aun_no_es_publico_no_ofrece_nada(client, proceso):
    archivo = cortar(proceso).archivos.first()
    ProcesoElectoral.objects.update(estado="en_preparacion")
    assert client.get(f"{PAGINA}{proceso.clave}/{archivo.nombre}").status_code == 404


@pytest.mark.parametrize("nombre", ["nada.csv", "..%2f..%2fcuentas.txt", "x" * 5000, "%00"])
def test_un_archivo_que_no_existe_es_404(client, proceso, nombre):
    cortar(proceso)
    assert client.get(f"{PAGINA}{proceso.clave}/{nombre}").status_code == 404
    assert client.get(f"{PAGINA}nadie/{nombre}").status_code == 404


def test_la_pagina_sin_cortes_y_sin_procesos_lo_dice(client):
    assert "No hay un proceso electoral publicado" in client.get(PAGINA).content.decode()
    ProcesoFactory()
    assert "Todavía no hay un corte" in client.get(PAGINA, {"proceso": "nadie"}).content.decode()


def test_un_archivo_oficial_no_lleva_el_aviso_de_la_demostracion(client):
    viejo = ProcesoFactory(
        clave="viejo", vigente=False, estado="archivado", fuente="Lista", solo_nombres=True
    )
    CandidaturaFactory(formula__eleccion__cargo__proceso=viejo)
    corte = cortar(viejo)
    assert not corte.archivos.first().nombre.startswith("DEMO-")
    assert "aviso" not in json.loads(contenido(client, corte, "candidaturas.json"))


def test_la_orden_y_el_trabajo_diario_cortan(proceso):
    call_command("cortar_datos", proceso=proceso.clave, verbosity=0, stdout=io.StringIO())
    assert CorteDeDatos.objects.count() == 1
    CandidaturaFactory()
    assert cortar_datos() == 1
    assert CorteDeDatos.objects.count() == 2
    with pytest.raises(CommandError):
        call_command("cortar_datos", proceso="nadie")


def test_la_memoria_no_crece_con_la_base(proceso, monkeypatch):
    """Una base de 24 MB de textos se escribe, en todos sus formatos, sin tenerla entera."""
    cargo = Candidatura.objects.first().formula.eleccion.cargo
    cortar(proceso)  # lo que Python carga una sola vez no cuenta
    monkeypatch.setattr(cortes, "DE_UNA_VEZ", 5)
    monkeypatch.setattr("candidaturas.abiertos.archivos.LARGO_DE_CELDA", 100)
    texto = "a" * 200_000
    PerfilFactory.create_batch(120, candidatura__formula__eleccion__cargo=cargo, propuesta_1=texto)
    tracemalloc.start()
    corte = cortar(proceso)
    _, pico = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert corte.archivos.get(clase="candidaturas.csv").bytes > 120 * len(texto)
    assert pico < 120 * len(texto) / 2, pico
