import contextlib
import struct
import zipfile

import pytest

from captura.importacion import lectura
from captura.importacion.encabezados import FEDERAL, LISTA, LOCAL, PREP
from captura.importacion.errores import ArchivoIlegible
from tests.importacion import archivos


def _renglones(ruta):
    with lectura.abrir(ruta) as archivo:
        return archivo.formato, [celdas for _, celdas, _ in archivo.renglones()]


def _error(ruta):
    with pytest.raises(ArchivoIlegible) as error, lectura.abrir(ruta) as archivo:
        list(archivo.renglones())
    oracion = str(error.value)
    assert "\n" not in oracion
    assert oracion.endswith(".")
    return oracion


@pytest.mark.parametrize("extension", [".csv", ".xls", ".xlsx", ".ods"])
def test_los_cuatro_formatos_dicen_lo_mismo(tmp_path, extension):
    ruta = archivos.local(tmp_path / f"a{extension}", archivos.fila_local())
    formato, renglones = _renglones(ruta)
    assert formato is LOCAL
    assert len(renglones) == 1
    assert renglones[0]["nombre"] == "XÓCHITL PEÑA DE LA O"
    assert renglones[0]["edad"] == "41"


@pytest.mark.parametrize("codificacion", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separador", [",", ";", "\t"])
def test_el_csv_se_lee_en_cualquiera_de_sus_codificaciones(tmp_path, codificacion, separador):
    ruta = archivos.local(
        tmp_path / "a.csv", archivos.fila_local(), codificacion=codificacion, separador=separador
    )
    _, renglones = _renglones(ruta)
    assert renglones[0]["nombre"] == "XÓCHITL PEÑA DE LA O"


def test_el_formato_se_reconoce_por_el_contenido_y_no_por_la_extension(tmp_path):
    ruta = archivos.local(tmp_path / "a.xlsx", archivos.fila_local())
    disfrazado = ruta.rename(tmp_path / "a.csv")
    assert _renglones(disfrazado)[0] is LOCAL


def test_se_reconocen_los_encabezados_de_cada_formato(tmp_path):
    assert _renglones(archivos.federal(tmp_path / "f.csv", archivos.fila_federal()))[0] is FEDERAL
    lista = [
        archivos.LISTA,
        ["1", "P", "gubernatura", "estado", "5", "C", "Ana Paz", "MEZ", "1", "partido"],
    ]
    assert _renglones(archivos.escribir(tmp_path / "l.csv", ("x", lista)))[0] is LISTA
    prep = [["ID_ESTADO", "PARTIDO_CI", "CANDIDATO"], ["05", "MEZ", "Ana Paz"]]
    assert _renglones(archivos.escribir(tmp_path / "p.csv", ("x", prep)))[0] is PREP


def test_el_encabezado_puede_venir_bajo_un_titulo_y_en_otras_mayusculas(tmp_path):
    encabezado = [c.lower().replace("_", " ") for c in archivos.LOCAL]
    filas = [["Candidaturas registradas"], [], encabezado, archivos.fila_local()]
    ruta = archivos.escribir(tmp_path / "a.xlsx", ("Hoja1", filas))
    with lectura.abrir(ruta) as archivo:
        assert [fila for fila, *_ in archivo.renglones()] == [4]
        assert "encabezado" in [a[3] for a in archivo.avisos]


def test_la_hoja_de_identidad_no_se_lee_aunque_sea_la_primera(tmp_path):
    identidad = [[*archivos.LOCAL[:11], "1. ¿Es indígena?"], [*archivos.fila_local()[:11], "Sí"]]
    ruta = archivos.escribir(
        tmp_path / "a.xls",
        ("CUESTIONARIO IDENTIDAD", identidad),
        ("CANDIDATOS", [archivos.LOCAL, archivos.fila_local(), archivos.fila_local()]),
    )
    with lectura.abrir(ruta) as archivo:
        renglones = list(archivo.renglones())
        assert len(renglones) == 2
        assert ("CUESTIONARIO IDENTIDAD", "hoja no leída") in [(a[0], a[3]) for a in archivo.avisos]
    assert not any("Sí" in celdas.values() for _, celdas, _ in renglones)


def test_una_columna_de_identidad_en_la_hoja_tampoco_se_lee(tmp_path):
    filas = [[*archivos.LOCAL, "4. ¿Tiene alguna discapacidad?"], [*archivos.fila_local(), "Sí"]]
    ruta = archivos.escribir(tmp_path / "a.csv", ("x", filas))
    with lectura.abrir(ruta) as archivo:
        assert "Sí" not in next(archivo.renglones())[1].values()
        assert "columna no leída" in [a[3] for a in archivo.avisos]


def test_las_filas_en_blanco_no_son_renglones(tmp_path):
    ruta = archivos.local(
        tmp_path / "a.xlsx", archivos.fila_local(), [], [" "], archivos.fila_local()
    )
    with lectura.abrir(ruta) as archivo:
        assert [fila for fila, *_ in archivo.renglones()] == [2, 5]


def test_las_columnas_en_blanco_al_final_del_encabezado_no_cuentan(tmp_path):
    encabezado = [*archivos.LOCAL, " ", "", ""]
    ruta = archivos.escribir(tmp_path / "a.csv", ("x", [encabezado, archivos.fila_local()]))
    with lectura.abrir(ruta) as archivo:
        assert archivo.encabezado == archivos.LOCAL
        assert [problema for *_, problema in archivo.renglones()] == [""]


# --- Archivos que no sirven ------------------------------------------------------------------
def test_un_archivo_que_no_existe_una_carpeta_y_uno_vacio(tmp_path):
    assert "no existe" in _error(tmp_path / "nada.csv")
    assert "carpeta" in _error(tmp_path)
    (tmp_path / "vacio.csv").touch()
    assert "vacío" in _error(tmp_path / "vacio.csv")


def test_un_archivo_de_200_mb_se_rehusa_sin_leerlo(tmp_path):
    ruta = tmp_path / "enorme.csv"
    with ruta.open("wb") as archivo:
        archivo.truncate(200 * 1024 * 1024)
    assert "200 MB" in _error(ruta)


def test_un_libro_que_se_infla_al_descomprimir_se_rehusa(tmp_path):
    ruta = tmp_path / "bomba.xlsx"
    with (
        zipfile.ZipFile(ruta, "w", zipfile.ZIP_DEFLATED) as bomba,
        bomba.open("xl/sharedStrings.xml", "w", force_zip64=True) as parte,
    ):
        for _ in range(600):
            parte.write(bytes(1024 * 1024))
    assert ruta.stat().st_size < 1024 * 1024
    assert "descomprimido" in _error(ruta)


def test_una_hoja_con_algo_escrito_en_la_ultima_celda_se_rehusa_sin_agotar_la_memoria(tmp_path):
    ruta = archivos.local(tmp_path / "a.xlsx", archivos.fila_local())
    import openpyxl

    libro = openpyxl.load_workbook(ruta)
    libro["CANDIDATOS"]["XFD1048576"] = " "
    libro.save(ruta)
    assert "muy lejos" in _error(ruta)


def test_un_encabezado_incompleto_dice_que_falta_y_que_se_encontro(tmp_path):
    filas = [["PARTIDO_COALICION", "CARGO", "NOMBRE_CANDIDATO"], ["a", "b", "c"]]
    oracion = _error(archivos.escribir(tmp_path / "a.csv", ("x", filas)))
    assert "tipocandidato" in oracion
    assert "PARTIDO_COALICION, CARGO, NOMBRE_CANDIDATO" in oracion


def test_un_archivo_sin_encabezado_conocido_lo_dice(tmp_path):
    ruta = archivos.escribir(tmp_path / "a.xlsx", ("x", [["fecha", "monto"], ["1", "2"]]))
    assert "fecha, monto" in _error(ruta)


def test_una_columna_repetida_se_rehusa(tmp_path):
    filas = [[*archivos.LOCAL, "EDAD"], [*archivos.fila_local(), "30"]]
    assert "EDAD" in _error(archivos.escribir(tmp_path / "a.csv", ("x", filas)))


def test_unas_comillas_sin_cerrar_no_se_tragan_el_resto(tmp_path):
    ruta = archivos.local(tmp_path / "a.csv", archivos.fila_local(), archivos.fila_local())
    ruta.write_text(ruta.read_text() + '"sin cerrar,\n1,2,3\n')
    assert "comillas" in _error(ruta)


@pytest.mark.parametrize(
    "contenido", [b"%PDF-1.7 x", b"<html><table></table></html>", bytes(5000), b"PK\x03\x04 roto"]
)
def test_lo_que_no_es_una_hoja_de_calculo_se_rehusa(tmp_path, contenido):
    ruta = tmp_path / "a.xls"
    ruta.write_bytes(contenido)
    _error(ruta)


@pytest.mark.parametrize("extension", [".xls", ".xlsx", ".ods"])
def test_un_libro_cortado_a_la_mitad_se_rehusa(tmp_path, extension):
    ruta = archivos.local(tmp_path / f"a{extension}", *[archivos.fila_local()] * 50)
    ruta.write_bytes(ruta.read_bytes()[: ruta.stat().st_size // 2])
    _error(ruta)


@pytest.mark.parametrize("extension", [".xls", ".xlsx", ".ods"])
def test_un_libro_con_bytes_cambiados_se_lee_o_se_rehusa_pero_no_truena(tmp_path, extension):
    ruta = archivos.local(tmp_path / f"a{extension}", *[archivos.fila_local()] * 5)
    sano = ruta.read_bytes()
    for paso in range(40):
        danado = bytearray(sano)
        for i in range(paso * 37, len(danado), 911):
            danado[i] ^= 0xFF
        ruta.write_bytes(danado)
        with contextlib.suppress(ArchivoIlegible), lectura.abrir(ruta) as archivo:
            list(archivo.renglones())


def test_un_xls_con_contrasena_lo_dice(tmp_path):
    ruta = archivos.local(tmp_path / "a.xls", archivos.fila_local())
    contenido = ruta.read_bytes()
    # Tras el registro BOF del flujo, FILEPASS (0x002F) anuncia el cifrado.
    inicio = contenido.index(struct.pack("<HH", 0x0809, 16)) + 20
    cifrado = struct.pack("<HHHHHH", 0x002F, 8, 1, 1, 1, 0)
    ruta.write_bytes(contenido[:inicio] + cifrado + contenido[inicio + len(cifrado) :])
    assert "contraseña" in _error(ruta)


def test_un_xlsx_con_contrasena_lo_dice(tmp_path):
    """Excel guarda el libro cifrado en un contenedor OLE con una parte EncryptedPackage."""
    ruta = archivos.local(tmp_path / "a.xls", archivos.fila_local())
    contenido = ruta.read_bytes()
    viejo, nuevo = "Workbook", "EncryptedPackage"
    inicio = contenido.index(viejo.encode("utf-16-le") + b"\0\0")
    entrada = nuevo.encode("utf-16-le").ljust(64, b"\0") + struct.pack("<H", 2 * len(nuevo) + 2)
    cifrado = tmp_path / "a.xlsx"
    cifrado.write_bytes(contenido[:inicio] + entrada + contenido[inicio + 66 :])
    assert "contraseña" in _error(cifrado)


def test_un_ods_con_contrasena_lo_dice(tmp_path):
    original = archivos.local(tmp_path / "a.ods", archivos.fila_local())
    cifrado = tmp_path / "b.ods"
    with zipfile.ZipFile(original) as sano, zipfile.ZipFile(cifrado, "w") as nuevo:
        for parte in sano.infolist():
            datos = sano.read(parte)
            if parte.filename == "META-INF/manifest.xml":
                marca = b'manifest:full-path="content.xml"'
                inicio = datos.index(marca)
                final = datos.index(b"/>", inicio)
                datos = (
                    datos[:final] + b'><manifest:encryption-data manifest:checksum="x"/>'
                    b"</manifest:file-entry>" + datos[final + 2 :]
                )
            nuevo.writestr(parte, datos)
    assert "contraseña" in _error(cifrado)
