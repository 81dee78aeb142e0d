"""El informe cuantitativo: cuadra, se repite byte por byte y dice lo que estaba anotado."""

import io
import json
import random
from collections import Counter
from datetime import timedelta

import openpyxl
import pypdf
import pytest
from django.core.management import CommandError, call_command

from candidaturas.models import CicloDeVida, EstadoDeProceso, EstadoDeRegistro, Sexo
from candidaturas.visitas import dia_cerrado
from captura.flujo import Paso
from captura.models import Estado, Rol
from captura.servicios.pasos import dar_paso
from conoceles.comun import reloj
from informes.cuantitativo.formatos import FORMATOS, formato
from informes.cuantitativo.historia import SIN_CAPTURAR, CorteFuturo
from informes.cuantitativo.reporte import ProcesoSuprimido, construir
from informes.cuantitativo.tabla import Parte
from tests.informes.conftest import momento

EDAD = {
    None: "Sin dato en el registro",
    22: "18 a 24 años",
    35: "30 a 39 años",
    71: "60 años y más",
}


def tabla(reporte, clave):
    return next(t for t in reporte.tablas if t.clave == clave)


def fila(reporte, clave, nombre):
    return next(f for f in tabla(reporte, clave).filas if f[0] == nombre)


@pytest.fixture
def candidaturas(proceso):
    """Doce candidaturas de dos actores, registradas el 1 de abril."""
    from tests.fabricas import (
        ActorFactory,
        CargoFactory,
        CuestionarioFactory,
        EleccionFactory,
        FormulaFactory,
    )

    with reloj.en(momento(4, 1)):
        cargo = CargoFactory(proceso=proceso)
        actores = [ActorFactory(proceso=proceso) for _ in range(2)]
        elecciones = [EleccionFactory(cargo=cargo) for _ in range(6)]
        return [
            CuestionarioFactory(
                candidatura__formula=FormulaFactory(actor=actor, eleccion=eleccion),
                candidatura__sexo=[Sexo.MUJER, Sexo.HOMBRE, ""][numero % 3],
                candidatura__edad=[None, 22, 35, 71][numero % 4],
                completo=True,
            )
            for numero, (actor, eleccion) in enumerate((a, e) for a in actores for e in elecciones)
        ]


def poner(cuestionario, estado):
    type(cuestionario).objects.filter(pk=cuestionario.pk).update(
        estado=estado, huella_verificada="x" * 64
    )


# --- La propiedad: cualquier corte es la repetición de lo anotado hasta él ------------------------
@pytest.mark.parametrize("semilla", range(6))
def test_cualquier_corte_es_la_repeticion_de_lo_anotado_hasta_entonces(
    proceso, candidaturas, semilla
):
    azar = random.Random(semilla)
    hora, hechos = momento(4, 2), []
    for _ in range(40):
        hora += timedelta(minutes=azar.randrange(0, 900))
        cuestionario = azar.choice(candidaturas)
        with reloj.en(hora):
            if azar.random() < 0.15:
                candidatura = cuestionario.candidatura
                type(candidatura).objects.filter(pk=candidatura.pk).update(
                    estado_registro=EstadoDeRegistro.RENUNCIA, baja_el=hora.date()
                )
                hechos.append((hora, cuestionario.pk, "baja", None))
            else:
                estado = azar.choice(Estado.del_conjunto())
                poner(cuestionario, estado)
                hechos.append((hora, cuestionario.pk, "estado", estado))
    with reloj.en(hora + timedelta(days=1)):
        for corte in [
            azar.choice(hechos)[0] + timedelta(seconds=azar.choice((-1, 0))) for _ in "123"
        ]:
            reporte = construir(proceso, corte)
            estados = {c.pk: Estado(c.estado) for c in candidaturas}
            bajas = set()
            for cuando, pk, clase, estado in hechos:
                if cuando <= corte:
                    bajas |= {pk} if clase == "baja" else set()
                    estados[pk] = estado or estados[pk]
            quedan = [c for c in candidaturas if c.pk not in bajas]
            capturadas = [c for c in quedan if estados[c.pk] not in SIN_CAPTURAR]
            total = tabla(reporte, "T1a").filas[-1] if quedan else None
            if total:
                assert total[1:4] == (
                    len(quedan),
                    len(capturadas),
                    len(quedan) - len(capturadas),
                )
                publicadas = sum(estados[c.pk] == Estado.PUBLICADO for c in quedan)
                assert total[6] == publicadas
            por_edad = Counter(EDAD[c.candidatura.edad] for c in quedan)
            for nombre, cuantas in por_edad.items():
                assert fila(reporte, "T4", nombre)[1] == cuantas
            assert not [f for t in reporte.tablas for f in t.descuadres()]
            assert construir(proceso, corte).datos() == reporte.datos()


def test_lo_que_se_anota_despues_no_cambia_un_corte_ya_pedido(proceso, candidaturas):
    with reloj.en(momento(4, 10)):
        poner(candidaturas[0], Estado.ENVIADO)
        antes = construir(proceso, momento(4, 9, 18)).datos()
    with reloj.en(momento(4, 12)):
        actor = candidaturas[0].candidatura.formula.actor
        type(actor).objects.filter(pk=actor.pk).update(nombre="Otro nombre")
        poner(candidaturas[1], Estado.PUBLICADO)
        assert construir(proceso, momento(4, 9, 18)).datos() == antes
        assert fila(construir(proceso, momento(4, 12)), "T1a", "Otro nombre")[1] == 6


def test_lo_demas_que_se_hace_despues_tampoco_cambia_un_corte(proceso, candidaturas, personal):
    """Familias nuevas, firmas anuladas, observaciones atendidas, sustituciones, actos tardíos."""
    from captura.bitacora import anotar
    from captura.models import ClaseDeActo, Firma, Supuesto
    from captura.servicios.compromisos import anular_firmas
    from captura.servicios.pasos import NuevaObservacion
    from captura.servicios.textos_de_compromisos import crear_familia
    from tests.fabricas import CuestionarioFactory, FormulaFactory, VersionFactory

    cuestionario = candidaturas[0]
    candidatura = cuestionario.candidatura
    with reloj.en(momento(4, 5)):
        Firma.objects.create(
            candidatura=candidatura,
            version=VersionFactory(familia__proceso=proceso),
            compromisos=["Uno"],
            huella="x" * 64,
            folio="FIR-1",
            firmante="Persona Ficticia",
            firmado_en=reloj.ahora(),
            registrado_por=personal.usuario,
        )
        poner(cuestionario, Estado.EN_REVISION)
        cuestionario.refresh_from_db()
        dar_paso(
            cuestionario=cuestionario,
            paso=Paso.OBSERVAR,
            adscripcion=personal,
            observaciones=(NuevaObservacion("propuesta_1", Supuesto.LEMAS, "Quite el lema."),),
        )
    corte = momento(4, 6)
    with reloj.en(momento(4, 7)):
        antes = construir(proceso, corte).datos()
    with reloj.en(momento(4, 8)):
        anular_firmas(candidatura=candidatura, motivo="Sustitución", autor=personal.usuario)
        cuestionario.observaciones.update(atendida_en=reloj.ahora())
        crear_familia(
            proceso=proceso,
            clave="otra",
            nombre="Otra familia",
            nombre_en_informe="otros compromisos",
            adscripcion=personal,
        )
        type(candidatura).objects.filter(pk=candidatura.pk).update(
            estado_registro=EstadoDeRegistro.SUSTITUIDA, baja_el=momento(4, 5).date(), sexo=""
        )
        CuestionarioFactory(
            candidatura__formula=FormulaFactory(
                actor=candidatura.formula.actor, eleccion=candidatura.formula.eleccion, numero=9
            )
        )
        anotar(
            clase=ClaseDeActo.SUSTITUCION,
            proceso=proceso,
            autor=None,
            surte_efecto_en=momento(4, 5),
        )
    with reloj.en(momento(4, 8).replace(year=2024)):
        assert construir(proceso, corte).datos() == antes


def test_un_acto_anotado_tarde_sale_en_el_corte_siguiente(proceso, candidaturas):
    from captura.bitacora import anotar
    from captura.models import ClaseDeActo

    with reloj.en(momento(5, 3)):
        anotar(
            clase=ClaseDeActo.RETIRO,
            proceso=proceso,
            autor=None,
            surte_efecto_en=momento(4, 28),
        )
        assert tabla(construir(proceso, momento(4, 30)), "TM").filas == ()
        [tardio, _] = tabla(construir(proceso, momento(5, 3)), "TM").filas
    assert tardio == ("Retiro de la publicación", "28/04/2023", "03/05/2023", 1)


def test_no_hay_corte_de_lo_que_aun_no_pasa(proceso):
    with reloj.en(momento(5, 3)), pytest.raises(CorteFuturo):
        construir(proceso, momento(5, 3, 13))


def test_de_lo_suprimido_no_hay_cifras(proceso, entrar):
    from tests.fabricas import AdscripcionFactory

    coordinacion = AdscripcionFactory(rol=Rol.COORDINACION)
    proceso.ciclo, proceso.ciclo_desde = CicloDeVida.SUPRIMIDO, momento(5, 2)
    proceso.estado, proceso.vigente = EstadoDeProceso.CERRADO, False
    proceso.acta_folio = proceso.acta_huella = "de prueba"
    proceso.save()
    with reloj.en(momento(5, 3)):
        with pytest.raises(ProcesoSuprimido):
            construir(proceso, momento(4, 30))
        pagina = entrar(coordinacion).get(f"/informes/{proceso.clave}/cuantitativo/").text
    assert "sus cifras ya no se pueden calcular" in pagina


def test_observaciones_firmas_y_campos_se_cuentan_al_corte(proceso, candidaturas, personal):
    from captura.models import Supuesto
    from captura.servicios.pasos import NuevaObservacion

    cuestionario = candidaturas[0]
    with reloj.en(momento(4, 5)):
        poner(cuestionario, Estado.EN_REVISION)
        cuestionario.refresh_from_db()
        dar_paso(
            cuestionario=cuestionario,
            paso=Paso.OBSERVAR,
            adscripcion=personal,
            observaciones=(NuevaObservacion("propuesta_1", Supuesto.LEMAS, "Quite el lema."),),
        )
    with reloj.en(momento(4, 6)):
        lemas = Supuesto.LEMAS.label
        assert fila(construir(proceso, momento(4, 4)), "T11", lemas)[1] == 0
        reporte = construir(proceso, momento(4, 6))
    assert fila(reporte, "T11", lemas)[1:] == (1, 0, 1)
    con_texto = fila(reporte, "T7", "Propuesta 1")
    assert con_texto[1] + con_texto[2] == 12
    assert isinstance(con_texto[3], Parte)


def test_una_firma_sin_efecto_deja_de_contar(proceso, candidaturas, personal):
    from captura.models import Firma
    from captura.servicios.compromisos import anular_firmas
    from tests.fabricas import VersionFactory

    candidatura = candidaturas[0].candidatura
    with reloj.en(momento(4, 5)):
        version = VersionFactory(familia__proceso=proceso)
        Firma.objects.create(
            candidatura=candidatura,
            version=version,
            compromisos=["Uno"],
            huella="x" * 64,
            folio="FIR-1",
            firmante="Persona Ficticia",
            firmado_en=reloj.ahora(),
            registrado_por=personal.usuario,
        )
    with reloj.en(momento(4, 7)):
        anular_firmas(candidatura=candidatura, motivo="Sustitución", autor=personal.usuario)
    with reloj.en(momento(4, 8)):
        clave = f"T10-{version.familia.clave}-actor"
        firmaron = [
            tabla(construir(proceso, corte), clave).filas[-1][2]
            for corte in (momento(4, 4), momento(4, 6), momento(4, 8))
        ]
    assert firmaron == [0, 1, 0]


# --- Visitas: la cifra de un día cerrado es para siempre ------------------------------------------
def test_una_visita_que_llega_tarde_se_cuenta_en_el_primer_dia_abierto(db):
    from candidaturas.visitas import _filas

    with reloj.en(momento(5, 3, 13)):
        assert str(dia_cerrado(reloj.ahora())) == "2023-05-02"
        tarde, a_tiempo = _filas({b"2023-05-01|detalle|": b"4", b"2023-05-03|detalle|": b"2"})
    assert (str(tarde.dia), tarde.cuantas) == ("2023-05-03", 4)
    assert (str(a_tiempo.dia), a_tiempo.cuantas) == ("2023-05-03", 2)


# --- Formatos y orden -----------------------------------------------------------------------------
@pytest.fixture
def reporte(proceso, candidaturas):
    with reloj.en(momento(4, 10)):
        poner(candidaturas[0], Estado.PUBLICADO)
    with reloj.en(momento(4, 20)):
        yield construir(proceso, momento(4, 12), anterior=momento(4, 2))


@pytest.mark.parametrize("clave", FORMATOS)
def test_cada_formato_da_los_mismos_bytes(reporte, clave):
    modulo = formato(clave)
    assert modulo.generar(reporte) == modulo.generar(reporte)


def test_el_pdf_y_la_hoja_dicen_lo_mismo_que_los_datos(reporte):
    paginas = pypdf.PdfReader(io.BytesIO(formato("pdf").generar(reporte)))
    assert paginas.trailer["/Root"]["/MarkInfo"]["/Marked"]
    texto = " ".join(" ".join(p.extract_text() for p in paginas.pages).split())
    libro = openpyxl.load_workbook(io.BytesIO(formato("xlsx").generar(reporte)))
    datos = json.loads(reporte.datos())
    for una in datos["tablas"]:
        assert una["titulo"].split(",")[0] in texto
        hoja = libro[una["clave"][:31]]
        escritas = [[c.value for c in f] for f in hoja.iter_rows(min_row=3)]
        for esperada, escrita in zip(una["filas"], escritas, strict=False):
            numeros = [c for c in esperada if isinstance(c, int)]
            assert [c for c in escrita if isinstance(c, int)] == numeros
    assert "8.3 % de 12" in texto
    assert reporte.huella() in texto.replace(" ", "") or reporte.huella()[:20] in texto
    assert "Cambios desde el corte anterior" in texto


def test_la_orden_escribe_el_archivo_y_dice_su_huella(proceso, candidaturas, tmp_path):
    salida, dicho = tmp_path / "c.json", io.StringIO()
    opciones = {"proceso": proceso.clave, "salida": salida, "stdout": dicho}
    with reloj.en(momento(5, 28)):
        call_command("informe_cuantitativo", corte="2023-05-27T18:00", formato="json", **opciones)
        assert json.loads(salida.read_text())["corte"] == "2023-05-27T18:00:00-06:00"
        assert construir(proceso, momento(5, 27, 18)).huella() in dicho.getvalue()
        for cambio in ({"corte": "ayer"}, {"formato": "odt"}, {"corte": "2031-01-01T00:00"}):
            datos = {"corte": "2023-05-27T18:00", "formato": "json"} | cambio
            with pytest.raises(CommandError):
                call_command("informe_cuantitativo", **datos, **opciones)


# --- La pantalla ----------------------------------------------------------------------------------
def test_se_ve_se_registra_y_se_pide_el_archivo(proceso, candidaturas, entrar, personal):
    from django.urls import reverse

    from captura.models import Acto, ClaseDeActo, Trabajo
    from informes.trabajos import hacer_cuantitativo  # noqa: F401 - registrar la clase

    cliente = entrar(personal)
    pagina = reverse("informes:cuantitativo", args=[proceso.clave])
    pedido = {"corte": "2023-04-20T10:00", "formato": "xlsx"}
    with reloj.en(momento(4, 21)):
        assert "Captura curricular por actor político" in cliente.get(pagina, pedido).text
        registrar = reverse("informes:cuantitativo_registrar", args=[proceso.clave])
        vista = cliente.post(registrar, {**pedido, "clase": "mensual"}, follow=True).text
        assert "Corte registrado: Mensual al 20/04/2023 10:00." in vista
        assert construir(proceso, momento(4, 20, 10)).huella() in vista
        repetido = cliente.post(registrar, {**pedido, "clase": "mensual"}, follow=True).text
        assert "ya está registrado" in repetido
        archivo = reverse("informes:cuantitativo_archivo", args=[proceso.clave])
        direcciones = {cliente.post(archivo, pedido).url for _ in "12"}
        assert len(direcciones) == Trabajo.objects.count() == 1
        futuro = cliente.get(pagina, {"corte": "2023-04-22T10:00"}).text
        assert "aún no pasa" in futuro
        assert "Escriba fecha y hora" in cliente.get(pagina, {"corte": "ayer"}).text
    assert Acto.objects.filter(clase=ClaseDeActo.CORTE_CUANTITATIVO).count() == 1
