"""Los archivos verdaderos del INE y del PREP, si están a la mano. Sus datos no entran al proyecto.

Solo se comparan cuentas; nunca nombres.
"""

from datetime import date
from pathlib import Path

import pytest

from candidaturas.models import Candidatura, Entidad, ProcesoElectoral

REFERENCIA = Path(__file__).resolve().parents[3] / "shared" / "datos"

pytestmark = pytest.mark.skipif(
    not REFERENCIA.is_dir(),
    reason=f"NO ESTÁ LA CARPETA DE REFERENCIA {REFERENCIA}: los archivos reales no se probaron",
)


def _proceso(clave, entidad, nombre, jornada):
    lugar, _ = Entidad.objects.get_or_create(numero=entidad, defaults={"nombre": nombre})
    return ProcesoElectoral.objects.create(
        clave=clave, nombre=clave, anio=jornada.year, entidad=lugar, jornada_el=jornada
    )


@pytest.mark.parametrize(
    ("archivo", "entidad", "renglones", "segundas", "errores_de_formula"),
    [
        ("locales_2022_durango.xls", (10, "Durango"), 248, 70, 0),
        ("sintetico_curricular_e_identidad.xls", (10, "Durango"), 60, 0, 0),
        ("federal_2021_parte_cp1252.csv", (5, "Coahuila de Zaragoza"), 1964, 1, 3),
    ],
)
def test_los_archivos_del_ine_entran_completos_y_dos_veces_son_una(
    coahuila, importar, archivo, entidad, renglones, segundas, errores_de_formula
):
    _proceso("real", *entidad, date(2022, 6, 5))
    ruta = REFERENCIA / "ine" / archivo
    opciones = {"clave_de_proceso": "real", "crear_catalogos": True, "omitir_rechazadas": True}
    hecho = importar(ruta, **opciones)
    assert hecho.resumen.renglones == renglones
    assert hecho.resumen.creadas >= 0.98 * renglones
    assert hecho.resumen.rechazadas == 0
    assert len(hecho.de("segunda persona en un lugar")) == segundas
    assert len(hecho.de("error de fórmula")) == errores_de_formula
    assert (
        Candidatura.objects.filter(proceso__clave="real").exclude(por_aclarar="").count()
        == segundas
    )
    otra_vez = importar(ruta, **opciones)
    assert otra_vez.resumen.sin_cambio == renglones
    assert not otra_vez.resumen.hubo_cambios()


def test_la_boleta_de_2017_entra_completa_y_los_originales_del_prep_la_repiten(coahuila, importar):
    opciones = {"clave_de_proceso": "pel-2017", "fuente": "IEC, PREP 2017"}
    carpeta = REFERENCIA / "coahuila"
    hecho = importar(carpeta / "candidaturas_2017.csv", crear_catalogos=True, **opciones)
    assert (hecho.resumen.renglones, hecho.resumen.creadas) == (433, 433)
    proceso = ProcesoElectoral.objects.get(clave="pel-2017")
    assert proceso.solo_nombres
    assert proceso.estado == "archivado"
    for archivo, renglones, candidaturas in (
        ("COAH_GOB_CANDIDATOS_2017.csv", 16, 7),
        ("COAH_DIP_LOC_CANDIDATOS_2017.csv", 231, 183),
        ("COAH_AYUN_CANDIDATOS_2017.csv", 519, 243),
    ):
        resumen = importar(carpeta / "fuentes_2017" / archivo, **opciones).resumen
        assert resumen.renglones == renglones
        assert resumen.sin_cambio == candidaturas
        assert resumen.sumadas == renglones - candidaturas
    assert proceso.candidaturas.count() == 433
