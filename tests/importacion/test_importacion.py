"""De un archivo a la base: qué se crea, qué se rehúsa y qué queda en duda."""

import pytest
from django.db import DatabaseError, connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from candidaturas.models import ActorPolitico, Candidatura, Cargo, Eleccion, Formula, Municipio
from captura import cadena
from captura.importacion.errores import ArchivoIlegible, HayRechazos, ImportacionNoPermitida
from captura.models import Acto, ClaseDeActo, Cuestionario, Estado
from conoceles.comun import reloj
from tests.importacion import archivos
from tests.importacion.archivos import HISTORIA, fila_federal, fila_local


def _fotografia_de_la_base():
    return [
        list(modelo.objects.order_by("pk").values())
        for modelo in (Cargo, Eleccion, ActorPolitico, Municipio, Formula, Candidatura,
                       Cuestionario, Acto)
    ]  # fmt: skip


def test_un_renglon_se_vuelve_candidatura_y_borrador(tmp_path, importar):
    fila = fila_local(
        telefono="8445550001", correo_electronico="x@ejemplo.mx", escolaridad="Licenciatura",
        estatus_escolaridad="Título", historia_profesional=HISTORIA, redes="https://x.com/x",
    )  # fmt: skip
    hecho = importar(archivos.local(tmp_path / "a.xls", fila))
    assert hecho.resumen.creadas == 1
    candidatura = Candidatura.objects.select_related("formula__actor", "cuestionario").get()
    assert candidatura.nombre == "Xóchitl Peña de la O"
    assert (candidatura.sexo, candidatura.edad, candidatura.tipo) == ("mujer", 41, "propietaria")
    assert candidatura.formula.numero == 501
    assert candidatura.formula.actor.nombre == "Partido del Mezquite"
    assert candidatura.formula.eleccion.distrito.numero == 1
    assert not hasattr(candidatura, "perfil")
    borrador = candidatura.cuestionario
    assert borrador.estado == Estado.EN_CAPTURA
    assert borrador.telefonos == ["8445550001"]
    assert borrador.redes == ["https://x.com/x"]
    assert borrador.historia_profesional == HISTORIA.strip()
    assert borrador.guardado_en is None


def test_una_candidatura_sin_textos_queda_sin_datos(tmp_path, importar):
    importar(archivos.local(tmp_path / "a.csv", fila_local(telefono="No proporcionó")))
    assert Cuestionario.objects.get().estado == Estado.SIN_DATOS


def test_la_carga_queda_en_la_bitacora_con_su_huella_y_sin_nombres(tmp_path, importar):
    importar(archivos.local(tmp_path / "a.csv", fila_local()))
    acto = Acto.objects.get(clase=ClaseDeActo.CARGA_DE_REGISTRO)
    assert len(acto.datos["huella"]) == 64
    assert acto.datos["creadas"] == 1
    assert "Xóchitl" not in str(acto.datos)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # lo que pasa al confirmar
    assert list(cadena.comprobar(cadena.Cuenta())) == []


def test_importar_dos_veces_no_cambia_nada(tmp_path, importar):
    ruta = archivos.local(
        tmp_path / "a.csv",
        fila_local(historia_profesional=HISTORIA),
        fila_local(tipo_candidato="SUPLENTE", nombre_candidato="JULIÁN VALDÉS"),
        fila_local(nombre_candidato="ROCÍO SALAS LUNA"),
        fila_local(nombre_candidato="ANA PAZ", partido_coalicion="CANDIDATURA INDEPENDIENTE"),
    )
    assert importar(ruta, crear_catalogos=True).resumen.creadas == 4
    antes = _fotografia_de_la_base()
    hecho = importar(ruta, crear_catalogos=True)
    assert (hecho.resumen.sin_cambio, hecho.resumen.creadas) == (4, 0)
    assert not hecho.resumen.hubo_cambios()
    assert _fotografia_de_la_base() == antes


def test_simular_cuenta_lo_mismo_y_no_escribe_nada(tmp_path, importar):
    ruta = archivos.local(
        tmp_path / "a.csv",
        fila_local(),
        fila_local(cargo="PRESIDENCIA MUNICIPAL", municipio="ZARCO"),
    )
    antes = _fotografia_de_la_base()
    simulado = importar(ruta, simular=True, crear_catalogos=True)
    assert simulado.resumen.creadas == 2
    assert _fotografia_de_la_base() == antes
    de_veras = importar(ruta, crear_catalogos=True)
    assert de_veras.anotaciones == simulado.anotaciones


def test_un_renglon_rehusado_detiene_el_archivo(tmp_path, importar):
    ruta = archivos.local(tmp_path / "a.csv", fila_local(), fila_local(tipo_candidato="TITULAR"))
    with pytest.raises(HayRechazos) as error:
        importar(ruta)
    assert error.value.resumen.rechazadas == 1
    assert not Candidatura.objects.exists()
    assert not Acto.objects.exists()
    rechazo = importar.anotaciones[-1]
    assert (rechazo.fila, rechazo.columna, rechazo.valor, rechazo.nivel) == (
        3, "TIPO_CANDIDATO", "TITULAR", "rechazo",
    )  # fmt: skip


def test_omitir_rechazadas_importa_lo_demas(tmp_path, importar):
    ruta = archivos.local(tmp_path / "a.csv", fila_local(), fila_local(nombre_candidato=""))
    resumen = importar(ruta, omitir_rechazadas=True).resumen
    assert (resumen.renglones, resumen.creadas, resumen.rechazadas) == (2, 1, 1)


@pytest.mark.parametrize(
    ("cambios", "asunto"),
    [
        ({"cargo": "PRESIDENCIA MUNICIPAL", "municipio": "ZARCO"}, "cargo fuera del proceso"),
        ({"cargo": "VIRREINATO"}, "cargo desconocido"),
        ({"cargo": ""}, "sin cargo"),
        ({"distrito_local": "17"}, "lugar fuera del catálogo"),
        ({"distrito_local": "No aplica"}, "sin distrito"),
        ({"distrito_local": "1-MONCLOVA"}, "cabecera distinta"),
        ({"entidad": "DURANGO"}, "entidad ajena al proceso"),
        ({"entidad": "CÍBOLA"}, "entidad desconocida"),
        ({"partido_coalicion": "PARTIDO DEL HUIZACHE"}, "actor fuera del proceso"),
        ({"partido_coalicion": "CANDIDATURA INDEPENDIENTE"}, "actor fuera del proceso"),
        ({"partido_coalicion": "No aplica"}, "sin actor político"),
        ({"nombre_candidato": "#¿NOMBRE?"}, "sin nombre"),
        ({"nombre_candidato": "ANA " * 50}, "nombre largo"),
        ({"num_lista_o_formula": "doce"}, "número ilegible"),
    ],
)
def test_cada_rechazo_dice_en_que_columna_y_por_que(tmp_path, importar, cambios, asunto):
    with pytest.raises(HayRechazos):
        importar(archivos.local(tmp_path / "a.csv", fila_local(**cambios)))
    rechazos = [a for a in importar.anotaciones if a.nivel == "rechazo"]
    assert [r.asunto for r in rechazos] == [asunto]
    assert rechazos[0].fila == 2
    assert rechazos[0].columna in archivos.LOCAL
    assert rechazos[0].detalle.endswith(".")


def test_un_renglon_con_columnas_de_menos_se_rehusa(tmp_path, importar):
    with pytest.raises(HayRechazos):
        importar(archivos.local(tmp_path / "a.csv", fila_local()[:8]))
    assert "columnas de más o de menos" in [a.asunto for a in importar.anotaciones]


# --- Catálogos -------------------------------------------------------------------------------
def test_crear_catalogos_crea_lo_que_falta_y_cada_cosa_se_anota(tmp_path, importar, proceso):
    fila = fila_local(
        cargo="PRESIDENCIA MUNICIPAL", municipio="VALLE DEL SOL",
        partido_coalicion="VA POR EL SOTOL.", distrito_local="No aplica",
    )  # fmt: skip
    hecho = importar(archivos.local(tmp_path / "a.csv", fila), crear_catalogos=True)
    assert hecho.resumen.catalogos == 4
    creados = hecho.de("catálogo creado")
    assert len(creados) == 2  # cargo y elección
    assert len(hecho.de("municipio sin clave oficial")) == 1
    assert len(hecho.de("actor de tipo supuesto")) == 1
    actor = proceso.actores.get(nombre="Va por el Sotol")
    assert actor.tipo == "coalicion"
    municipio = Municipio.objects.get(nombre="Valle del Sol")
    assert municipio.numero >= 901
    assert proceso.cargos.get(clave="presidencia-municipal").elecciones.get().municipio == municipio


def test_el_punto_final_de_una_coalicion_no_la_hace_otra(tmp_path, importar):
    fila = fila_local(partido_coalicion="JUNTOS POR EL DESIERTO.")
    hecho = importar(archivos.local(tmp_path / "a.csv", fila))
    assert sorted(hecho.asuntos()) == ["nombre en mayúsculas", "punto final"]
    assert Formula.objects.get().actor.nombre == "Juntos por el Desierto"


def test_cada_candidatura_independiente_es_su_propio_actor(tmp_path, importar, proceso):
    filas = [
        fila_local(
            partido_coalicion="CANDIDATURA INDEPENDIENTE", num_lista_o_formula=str(n),
            nombre_candidato=f"ANA PAZ {'I' * n}", tipo_candidato=tipo,
        )
        for n in (1, 2)
        for tipo in ("PROPIETARIA", "SUPLENTE")
    ]  # fmt: skip
    importar(archivos.local(tmp_path / "a.csv", *filas), crear_catalogos=True)
    assert proceso.actores.filter(tipo="independiente").count() == 2
    assert Formula.objects.count() == 2


# --- Dudas -----------------------------------------------------------------------------------
def test_la_segunda_persona_en_un_lugar_se_guarda_por_aclarar(tmp_path, importar):
    primera = fila_local(historia_profesional=HISTORIA)
    segunda = fila_local(nombre_candidato="ROCÍO SALAS LUNA")
    hecho = importar(archivos.local(tmp_path / "a.csv", primera, segunda))
    assert hecho.resumen.creadas == 2
    assert [a.fila for a in hecho.de("segunda persona en un lugar")] == [3]
    una, otra = Candidatura.objects.order_by("pk")
    assert una.por_aclarar == ""
    assert una.cuestionario.historia_profesional == HISTORIA.strip()
    assert "501" in otra.por_aclarar
    assert una.formula == otra.formula


def test_en_otra_carga_quien_ya_estaba_no_se_toca(tmp_path, importar):
    importar(archivos.local(tmp_path / "a.csv", fila_local()))
    hecho = importar(archivos.local(tmp_path / "b.csv", fila_local(nombre_candidato="ROCÍO SALAS")))
    assert hecho.asuntos("duda") == ["segunda persona en un lugar"]
    assert Candidatura.objects.get(por_aclarar="").nombre == "Xóchitl Peña de la O"


def test_un_renglon_identico_no_crea_otra_candidatura(tmp_path, importar):
    hecho = importar(archivos.local(tmp_path / "a.csv", fila_local(), fila_local()))
    assert (hecho.resumen.creadas, hecho.resumen.sin_cambio) == (1, 1)
    assert [a.fila for a in hecho.de("renglón repetido")] == [3]


def test_la_misma_persona_y_lugar_con_otros_datos_se_rehusa(tmp_path, importar):
    ruta = archivos.local(tmp_path / "a.csv", fila_local(), fila_local(edad="42"))
    with pytest.raises(HayRechazos):
        importar(ruta)
    assert importar(ruta, omitir_rechazadas=True).asuntos("rechazo") == [
        "misma persona con otros datos"
    ]
    assert Candidatura.objects.get().edad == 41


def test_la_misma_persona_en_mayoria_y_en_la_lista_son_dos_candidaturas_sin_duda(
    tmp_path, importar
):
    lista = fila_local(cargo="DIPUTACIÓN LOCAL RP", distrito_local="No aplica")
    hecho = importar(archivos.local(tmp_path / "a.csv", fila_local(), lista))
    assert hecho.resumen.creadas == 2
    assert hecho.asuntos("duda") == []


def test_la_misma_persona_en_dos_distritos_es_una_duda(tmp_path, importar):
    otra = fila_local(distrito_local="2", num_lista_o_formula="502")
    hecho = importar(archivos.local(tmp_path / "a.csv", fila_local(), otra))
    assert hecho.resumen.creadas == 2
    assert hecho.asuntos("duda") == ["nombre repetido en otro lugar"]


def test_un_texto_largo_se_conserva_completo_y_uno_justo_en_el_limite_es_duda(tmp_path, importar):
    fila = fila_local(propuesta_1="a" * 1600, propuesta_2="b" * 1601, propuesta_genero="c" * 1599)
    hecho = importar(archivos.local(tmp_path / "a.csv", fila))
    assert [(a.columna, a.asunto) for a in hecho.anotaciones if a.nivel == "duda"] == [
        ("PROPUESTA_1", "texto justo en el límite"),
        ("PROPUESTA_2", "texto largo"),
    ]
    assert len(Cuestionario.objects.get().propuesta_2) == 1601


def test_una_edad_imposible_queda_vacia_y_un_error_de_formula_tambien(tmp_path, importar):
    fila = fila_local(edad="17", propuesta_1="#¿NOMBRE?")
    hecho = importar(archivos.local(tmp_path / "a.csv", fila))
    assert hecho.asuntos("duda") == ["edad imposible", "error de fórmula"]
    assert Candidatura.objects.get().edad is None


def test_los_acentos_que_alguien_corrigio_no_se_pierden(tmp_path, importar):
    ruta = archivos.local(tmp_path / "a.csv", fila_local(nombre_candidato="JOSE MUNIZ"))
    importar(ruta)
    Candidatura.objects.update(nombre="José Muñiz")
    hecho = importar(ruta)
    assert hecho.resumen.sin_cambio == 1
    assert hecho.asuntos("duda") == ["nombre guardado de otra forma"]
    assert Candidatura.objects.get().nombre == "José Muñiz"


def test_una_candidatura_dada_de_baja_no_resucita(tmp_path, importar):
    ruta = archivos.local(tmp_path / "a.csv", fila_local())
    importar(ruta)
    Candidatura.objects.update(estado_registro="renuncia", baja_el=reloj.hoy())
    hecho = importar(archivos.local(tmp_path / "a.csv", fila_local(edad="50")))
    assert hecho.resumen.sin_cambio == 1
    assert hecho.asuntos("duda") == ["candidatura dada de baja"]
    assert Candidatura.objects.get().edad == 41


# --- Actualizar ------------------------------------------------------------------------------
def test_un_dato_del_registro_que_cambia_se_actualiza_y_se_anota(tmp_path, importar):
    importar(
        archivos.local(tmp_path / "a.csv", fila_local(), fila_local(tipo_candidato="SUPLENTE"))
    )
    hecho = importar(
        archivos.local(
            tmp_path / "a.csv", fila_local(edad="42"), fila_local(tipo_candidato="SUPLENTE")
        )
    )
    assert (hecho.resumen.actualizadas, hecho.resumen.sin_cambio) == (1, 1)
    assert [a.columna for a in hecho.de("dato actualizado")] == ["EDAD"]
    assert sorted(Candidatura.objects.values_list("edad", flat=True)) == [41, 42]


def test_un_dato_vacio_no_borra_el_guardado(tmp_path, importar):
    importar(archivos.local(tmp_path / "a.csv", fila_local()))
    hecho = importar(archivos.local(tmp_path / "a.csv", fila_local(edad="", sexo="No proporcionó")))
    assert hecho.resumen.sin_cambio == 1
    assert Candidatura.objects.get().edad == 41


def test_un_borrador_que_nadie_toco_se_actualiza_y_sube_de_version(tmp_path, importar):
    importar(archivos.local(tmp_path / "a.csv", fila_local()))
    hecho = importar(archivos.local(tmp_path / "a.csv", fila_local(historia_profesional=HISTORIA)))
    assert hecho.resumen.actualizadas == 1
    borrador = Cuestionario.objects.get()
    assert borrador.estado == Estado.EN_CAPTURA
    assert borrador.version == 1


def test_un_borrador_con_captura_propia_se_conserva(tmp_path, importar):
    ruta = archivos.local(tmp_path / "a.csv", fila_local(historia_profesional=HISTORIA))
    importar(ruta)
    Cuestionario.objects.update(
        historia_profesional="Lo que escribió el partido.", version=1, guardado_en=reloj.ahora()
    )
    hecho = importar(ruta)
    assert hecho.resumen.sin_cambio == 1
    assert hecho.asuntos("duda") == ["borrador con captura propia"]
    assert Cuestionario.objects.get().historia_profesional == "Lo que escribió el partido."


def test_una_columna_ausente_no_borra_los_textos(tmp_path, importar):
    importar(archivos.local(tmp_path / "a.csv", fila_local(propuesta_1=HISTORIA)))
    ruta = archivos.escribir(tmp_path / "b.csv", ("x", [archivos.LOCAL[:11], fila_local()[:11]]))
    assert importar(ruta).resumen.sin_cambio == 1
    assert Cuestionario.objects.get().propuesta_1 == HISTORIA.strip()


# --- Federal ---------------------------------------------------------------------------------
def test_en_el_archivo_federal_postula_quien_dice_partido(tmp_path, importar, proceso):
    filas = [
        fila_federal(Coalicion="VA POR EL DESIERTO"),
        fila_federal(
            Partido="VA POR EL DESIERTO", Coalicion="VA POR EL DESIERTO",
            PartidosCoalicion="MEZ-NOG", DISTRITO="6-TORREON", NOMBRE_CANDIDATO="NOEMÍ CISNEROS",
            tipoCandidato="PROPIETARIO", genero="M", NUM_LISTA_O_FORMULA="9",
        ),
        fila_federal(
            tipoCandidatura="DIPUTACIÓN FEDERAL RP", ENTIDAD="", DISTRITO="", CIRCUNSCRIPCION="2",
            NOMBRE_CANDIDATO="INÉS SALAS",
        ),
    ]  # fmt: skip
    hecho = importar(archivos.federal(tmp_path / "f.csv", *filas, codificacion="cp1252"),
                     crear_catalogos=True)  # fmt: skip
    assert hecho.resumen.creadas == 3
    actores = dict(Candidatura.objects.values_list("nombre", "formula__actor__nombre"))
    assert actores == {
        "Julián Cisneros Oyarzábal": "Partido del Mezquite",
        "Noemí Cisneros": "Va por el Desierto",
        "Inés Salas": "Partido del Mezquite",
    }
    coalicion = ActorPolitico.objects.get(nombre="Va por el Desierto")
    assert set(coalicion.partidos.values_list("sigla", flat=True)) == {"MEZ", "NOG"}
    assert len(hecho.de("coalición que no postula")) == 1
    lugares = set(
        Candidatura.objects.values_list("formula__eleccion__nombre_territorio", flat=True)
    )
    assert "Circunscripción 2" in lugares
    assert "Distrito 07, Saltillo, Coahuila de Zaragoza" in lugares


# --- Todo o nada -----------------------------------------------------------------------------
def test_una_falla_a_la_mitad_no_deja_nada(tmp_path, importar, monkeypatch):
    """La base falla de verdad, ya escrito el primer lote, por una restricción que sí existe."""
    from captura.importacion import escritura, servicio

    monkeypatch.setattr(servicio, "LOTE", 2)
    original, lotes = escritura.Escritura._nueva, []

    def con_edad_imposible(self, ubicado):
        candidatura = original(self, ubicado)
        lotes.append(Candidatura.objects.count())
        if ubicado.renglon.fila == 4:
            candidatura.edad = 3
        return candidatura

    monkeypatch.setattr(escritura.Escritura, "_nueva", con_edad_imposible)
    filas = [fila_local(nombre_candidato=n, num_lista_o_formula=str(i))
             for i, n in enumerate(["ANA PAZ", "EVA SOL", "INÉS LUNA", "LUZ MAR"])]  # fmt: skip
    antes = _fotografia_de_la_base()
    with pytest.raises(DatabaseError, match="candidatura_edad_posible"):
        importar(archivos.local(tmp_path / "a.csv", *filas))
    assert max(lotes) == 2
    assert _fotografia_de_la_base() == antes


def test_un_csv_que_se_rompe_a_la_mitad_no_deja_nada(tmp_path, importar, monkeypatch):
    from captura.importacion import servicio

    monkeypatch.setattr(servicio, "LOTE", 1)
    filas = [fila_local(num_lista_o_formula=str(n)) for n in range(20)]
    ruta = archivos.local(tmp_path / "a.csv", *filas)
    ruta.write_text(ruta.read_text() + '"sin cerrar')
    with pytest.raises(ArchivoIlegible):
        importar(ruta)
    assert not Candidatura.objects.exists()


def test_un_archivo_sin_renglones_se_rehusa(tmp_path, importar):
    with pytest.raises(ArchivoIlegible, match="ningún renglón"):
        importar(archivos.local(tmp_path / "a.csv"))


def test_un_proceso_que_no_existe_se_rehusa(tmp_path, importar):
    with pytest.raises(ImportacionNoPermitida, match="pel-prueba"):
        importar(archivos.local(tmp_path / "a.csv", fila_local()), clave_de_proceso="otro")


RENGLONES = st.lists(
    st.builds(
        fila_local,
        nombre_candidato=st.sampled_from(["ANA PAZ", "EVA SOL", "", "#¿NOMBRE?", "Á\tB\x00 C"]),
        distrito_local=st.sampled_from(["1", "2", "02-PIEDRAS NEGRAS", "9", "x"]),
        tipo_candidato=st.sampled_from(["PROPIETARIA", "SUPLENTE", "?"]),
        num_lista_o_formula=st.sampled_from(["1", "2.0", "", "y"]),
        partido_coalicion=st.sampled_from(["MEZ", "PARTIDO DEL NOGAL.", "INDEPENDIENTE", "OTRO"]),
        edad=st.sampled_from(["30", "17", "nan", "44.0"]),
        historia_profesional=st.sampled_from(["", HISTORIA, "No proporcionó", "a" * 5001]),
    ),
    min_size=1,
    max_size=12,
)


@settings(
    max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(filas=RENGLONES, crear=st.booleans())
def test_las_cuentas_siempre_cuadran_y_la_segunda_vez_nada_cambia(tmp_path, importar, filas, crear):
    from django.db import transaction

    ruta = archivos.local(tmp_path / "a.csv", *filas)
    with transaction.atomic():
        opciones = {"omitir_rechazadas": True, "crear_catalogos": crear}
        primera = importar(ruta, **opciones)
        assert primera.resumen.renglones == len(filas)
        assert primera.resumen.creadas == Candidatura.objects.count()
        antes = _fotografia_de_la_base()
        segunda = importar(ruta, **opciones)
        assert segunda.resumen.sin_cambio == len(filas) - segunda.resumen.rechazadas
        assert segunda.resumen.rechazadas == primera.resumen.rechazadas
        assert _fotografia_de_la_base() == antes
        transaction.set_rollback(True)
