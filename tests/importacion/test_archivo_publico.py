"""`--archivo`: un proceso pasado, con su fuente, como archivo público."""

from datetime import date

import pytest

from candidaturas.models import ActorPolitico, Candidatura, PerfilPublicado, ProcesoElectoral
from captura.importacion.errores import ImportacionNoPermitida
from captura.models import Acto, Cuestionario
from tests.importacion import archivos
from tests.importacion.archivos import HISTORIA, LISTA, fila_local
from tests.importacion.conftest import crear_proceso

FUENTE = "Instituto ficticio, lista de candidaturas 2017"
PREP = ["ID_ESTADO", "PARTIDO_CI", "CANDIDATO"]


@pytest.fixture
def pasado(db):
    return crear_proceso("pel-pasado", date(2017, 6, 4))


@pytest.fixture
def archivar(pasado, importar):
    def ejecutar(ruta, **opciones):
        opciones = {"fuente": FUENTE, "clave_de_proceso": pasado.clave, **opciones}
        return importar(ruta, **opciones)

    return ejecutar


def _prep(ruta, *filas, encabezado=PREP):
    return archivos.escribir(ruta, ("x", [encabezado, *filas]))


def _lista(ruta, *filas):
    return archivos.escribir(ruta, ("x", [LISTA, *filas]))


def test_los_textos_del_archivo_se_publican_sin_contacto_y_sin_borradores(
    tmp_path, archivar, pasado
):
    fila = fila_local(
        historia_profesional=HISTORIA, escolaridad="Primaria", telefono="8445550001",
        correo_electronico="x@ejemplo.mx", redes="https://x.com/x",
    )  # fmt: skip
    hecho = archivar(
        archivos.local(tmp_path / "a.csv", fila, fila_local(tipo_candidato="SUPLENTE"))
    )
    assert hecho.resumen.creadas == 2
    assert not Cuestionario.objects.exists()
    perfil = PerfilPublicado.objects.get()
    assert perfil.historia_profesional == HISTORIA.strip()
    assert perfil.escolaridad == "primaria"
    assert not any(getattr(perfil, campo) for campo in PerfilPublicado.CONTACTO)
    assert not perfil.foto
    assert len(perfil.huella) == 64
    assert len(hecho.de("contacto no publicado")) == 3
    pasado.refresh_from_db()
    assert (pasado.estado, pasado.fuente, pasado.solo_nombres) == ("archivado", FUENTE, False)
    assert Candidatura.objects.publicas().count() == 2


def test_repetir_un_archivo_publico_no_cambia_nada(tmp_path, archivar):
    ruta = archivos.local(tmp_path / "a.csv", fila_local(historia_profesional=HISTORIA))
    archivar(ruta)
    antes = list(PerfilPublicado.objects.values()), list(ProcesoElectoral.objects.values())
    hecho = archivar(ruta)
    assert hecho.resumen.sin_cambio == 1
    assert not hecho.resumen.hubo_cambios()
    assert (
        list(PerfilPublicado.objects.values()),
        list(ProcesoElectoral.objects.values()),
    ) == antes
    assert Acto.objects.count() == 1


def test_un_texto_corregido_en_la_fuente_se_vuelve_a_publicar(tmp_path, archivar):
    archivar(archivos.local(tmp_path / "a.csv", fila_local(historia_profesional=HISTORIA)))
    huella = PerfilPublicado.objects.get().huella
    nueva = fila_local(historia_profesional=HISTORIA + "Y música.")
    assert archivar(archivos.local(tmp_path / "a.csv", nueva)).resumen.actualizadas == 1
    perfil = PerfilPublicado.objects.get()
    assert perfil.historia_profesional.endswith("Y música.")
    assert perfil.huella != huella


def test_simular_un_archivo_publico_no_lo_publica(tmp_path, archivar, pasado):
    archivar(archivos.local(tmp_path / "a.csv", fila_local()), simular=True)
    pasado.refresh_from_db()
    assert (pasado.estado, pasado.fuente) == ("en_preparacion", "")


def test_un_proceso_vigente_o_futuro_no_se_carga_como_archivo(tmp_path, archivar, pasado):
    ruta = archivos.local(tmp_path / "a.csv", fila_local())
    ProcesoElectoral.objects.filter(pk=pasado.pk).update(vigente=True)
    with pytest.raises(ImportacionNoPermitida, match="no ha pasado"):
        archivar(ruta)
    ProcesoElectoral.objects.filter(pk=pasado.pk).update(vigente=False, jornada_el="2999-06-04")
    with pytest.raises(ImportacionNoPermitida, match="no ha pasado"):
        archivar(ruta)


def test_un_proceso_con_cuestionarios_no_se_vuelve_archivo(tmp_path, archivar, importar, pasado):
    ruta = archivos.local(tmp_path / "a.csv", fila_local())
    importar(ruta, clave_de_proceso=pasado.clave)
    with pytest.raises(ImportacionNoPermitida, match="cuestionarios"):
        archivar(ruta)


def test_a_un_archivo_publico_no_se_le_cargan_borradores(tmp_path, archivar, importar, pasado):
    ruta = archivos.local(tmp_path / "a.csv", fila_local())
    archivar(ruta)
    with pytest.raises(ImportacionNoPermitida, match="--archivo"):
        importar(ruta, clave_de_proceso=pasado.clave)


# --- Listas de nombres -----------------------------------------------------------------------
def test_la_lista_de_la_boleta_se_carga_como_solo_nombres(tmp_path, archivar, pasado):
    ruta = _lista(
        tmp_path / "l.csv",
        ["G-1", "P", "gubernatura", "estado", "5", "C", "Ana Paz", "MEZ NOG", "2", "coalicion"],
        ["G-2", "P", "gubernatura", "estado", "5", "C", "Eva Sol", "CI1", "1", "independiente"],
        ["D-1", "P", "diputacion_mr", "distrito_local_2016", "2", "D", "Luz Mar", "NOG", "1", "p"],
    )
    hecho = archivar(ruta, crear_catalogos=True)
    assert hecho.resumen.creadas == 3
    pasado.refresh_from_db()
    assert pasado.solo_nombres
    assert not PerfilPublicado.objects.exists()
    ana = Candidatura.objects.select_related("formula__actor").get(folio="G-1")
    assert ana.formula.actor.nombre == "Juntos por el Desierto"
    eva = Candidatura.objects.select_related("formula__actor").get(folio="G-2")
    assert eva.formula.actor.tipo == "independiente"


def test_las_filas_por_partido_de_una_persona_son_una_candidatura(tmp_path, archivar):
    ruta = _prep(
        tmp_path / "p.csv",
        ["05", "MEZ", "José Paz"],
        ["05", "NOG", "José Paz"],
        ["05", "CI1", "Eva Sol"],
    )
    hecho = archivar(ruta, crear_catalogos=True)
    resumen = hecho.resumen
    assert (resumen.renglones, resumen.creadas, resumen.sumadas) == (3, 2, 1)
    jose = Candidatura.objects.select_related("formula__actor").get(nombre="José Paz")
    assert jose.formula.actor.nombre == "Juntos por el Desierto"


def test_una_suma_de_partidos_sin_nombre_se_crea_por_sus_siglas_y_queda_en_duda(
    tmp_path, archivar, pasado
):
    ActorPolitico.objects.filter(proceso=pasado, tipo="coalicion").delete()
    ruta = _prep(tmp_path / "p.csv", ["05", "MEZ", "José Paz"], ["05", "NOG", "José Paz"])
    hecho = archivar(ruta, crear_catalogos=True)
    actor = pasado.actores.get(tipo="coalicion")
    assert actor.nombre == "MEZ-NOG"
    assert actor.partidos.count() == 2
    assert hecho.asuntos("duda") == ["coalición sin nombre"]


def test_la_columna_sin_nombre_se_lee_como_distrito_y_queda_en_duda(tmp_path, archivar):
    ruta = _prep(tmp_path / "p.csv", ["5", "1", "MEZ", "Ana Paz"], ["5", "2", "NOG", "Eva Sol"])
    hecho = archivar(ruta)
    assert hecho.resumen.creadas == 2
    assert hecho.asuntos("duda") == ["columna sin nombre"]
    numeros = Candidatura.objects.values_list("formula__eleccion__distrito__numero", flat=True)
    assert sorted(numeros) == [1, 2]


def test_el_texto_doblemente_codificado_se_repara_y_se_anota(tmp_path, archivar):
    roto = "José Güereña".encode().decode("cp1252")
    hecho = archivar(_prep(tmp_path / "p.csv", ["05", "MEZ", roto]))
    assert Candidatura.objects.get().nombre == "José Güereña"
    assert [a.valor for a in hecho.de("doble codificación")] == [roto]


def test_la_lista_y_los_originales_dicen_lo_mismo(tmp_path, archivar):
    lista = _lista(
        tmp_path / "l.csv",
        ["G-1", "P", "gubernatura", "estado", "5", "C", "Ana Paz", "MEZ NOG", "2", "coalicion"],
    )
    original = _prep(tmp_path / "p.csv", ["05", "NOG", "Ana Paz"], ["05", "MEZ", "Ana Paz"])
    archivar(lista)
    resumen = archivar(original).resumen
    assert (resumen.sin_cambio, resumen.sumadas, resumen.creadas) == (1, 1, 0)
