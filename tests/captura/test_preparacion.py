"""Preparar un proceso: qué se copia, qué no, qué falta, qué pasaría y qué se deshace."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from candidaturas.models import (
    ActorPolitico,
    Cargo,
    Eleccion,
    EstadoDeProceso,
    Parametro,
    Partido,
    ProcesoElectoral,
    TipoDeActor,
)
from captura.auditoria import cambios_de, detalle
from captura.identidad import contenido_de_partida
from captura.importacion.territorio import CARGOS
from captura.models import (
    Acto,
    ClaseDeActo,
    Correo,
    Cuestionario,
    EstadoDeTrabajo,
    Invitacion,
    Rol,
    Trabajo,
    VersionDeCompromisos,
)
from captura.preparacion import efectos_de_avanzar, faltan, puntos
from captura.servicios import postulantes
from captura.servicios import preparacion as servicio
from captura.servicios.captura_de_identidad import crear_cuestionario_de_identidad
from captura.servicios.identidad import cuestionario_de_identidad
from captura.servicios.preparacion import BORRADOR, ProcesoNoSeCambia
from captura.servicios.procesos import (
    ProcesoNoAvanza,
    avanzar_proceso,
    fijar_publicacion,
    regresar_proceso,
)
from conoceles.comun import reloj
from tests.fabricas import ActorFactory, AdscripcionFactory, ProcesoFactory, con_aviso
from tests.importacion import archivos
from tests.importacion.archivos import fila_local
from tests.importacion.conftest import crear_proceso

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinacion(papeles):
    return papeles.cuentas["coordinacion"]


@pytest.fixture
def anterior(papeles):
    proceso = crear_proceso("anterior")
    for clave, valor, cita in (
        ("texto_minimo", "300", "Acuerdo 1"),
        ("campana_desde", "2023-04-02", "Acuerdo 2"),
        ("foto_obligatoria", "no", ""),
    ):
        Parametro.objects.create(proceso=proceso, clave=clave, valor=valor, cita=cita)
    crear_cuestionario_de_identidad(proceso=proceso, contenido=contenido_de_partida())
    proceso.familias_de_compromisos.create(
        clave="ninez", nombre="Por la niñez", nombre_en_informe="los compromisos"
    )
    version = VersionDeCompromisos.objects.create(
        familia=proceso.familias_de_compromisos.get(),
        nombre="2023",
        fuente="Acuerdo 3",
        huella="x" * 64,
        vigente_desde=reloj.ahora(),
    )
    version.compromisos.create(orden=1, texto="Escuchar a la niñez.")
    return proceso


@pytest.fixture
def nuevo(anterior, coordinacion):
    return preparar(anterior, coordinacion)


def preparar(anterior, quien, **cambios):
    datos = {
        "clave": "siguiente",
        "nombre": "Proceso siguiente",
        "anio": 2026,
        "tipo": "ordinario",
        "jornada_el": date(2026, 6, 7),
    }
    return servicio.preparar_proceso(anterior=anterior, adscripcion=quien, **(datos | cambios))


def confirmar_compromisos(proceso):
    VersionDeCompromisos.objects.filter(familia__proceso=proceso).update(fuente="Acuerdo 9")


# --- Hacerlo de otro ---------------------------------------------------------------------------
def test_se_copia_lo_que_sirve_y_nada_de_aquella_eleccion(anterior, nuevo):
    assert (nuevo.estado, nuevo.vigente) == (EstadoDeProceso.EN_PREPARACION, False)
    assert (nuevo.entidad, nuevo.marco) == (anterior.entidad, anterior.marco)
    for proceso in (anterior, nuevo):
        assert [c.clave for c in proceso.cargos.all()] == [
            "gubernatura", "diputacion-mr", "diputacion-rp",
        ]  # fmt: skip
        assert Eleccion.objects.filter(cargo__proceso=proceso).count() == 4
    assert {p.clave: (p.valor, p.cita) for p in nuevo.parametros.all()} == {
        "texto_minimo": ("300", f"{BORRADOR} Proceso de prueba: Acuerdo 1"),
        "foto_obligatoria": ("no", ""),
    }
    assert {a.tipo for a in nuevo.actores.all()} == {TipoDeActor.PARTIDO}
    assert [a.partidos.get().sigla for a in nuevo.actores.all()] == ["MEZ", "NOG"]
    assert not nuevo.candidaturas.exists()
    version = VersionDeCompromisos.objects.get(familia__proceso=nuevo)
    assert version.fuente == f"{BORRADOR} Proceso de prueba. Acuerdo 3"
    assert [c.texto for c in version.compromisos.all()] == ["Escuchar a la niñez."]


def test_lo_anunciado_es_lo_que_se_copia(anterior, coordinacion):
    copia = servicio.lo_que_se_copia(anterior)
    nuevo = preparar(anterior, coordinacion)
    assert len(copia.cargos) == nuevo.cargos.count()
    assert copia.elecciones == Eleccion.objects.filter(cargo__proceso=nuevo).count()
    assert len(copia.parametros) == nuevo.parametros.count()
    assert len(copia.partidos) == nuevo.actores.count()
    assert len(copia.compromisos) == nuevo.familias_de_compromisos.count()
    assert (copia.fechas, copia.convenios) == (1, 1)
    assert copia.preguntas.contenido == cuestionario_de_identidad(nuevo).contenido
    assert cuestionario_de_identidad(nuevo).proceso == nuevo


def test_dos_procesos_no_llevan_la_misma_clave(nuevo, anterior, coordinacion):
    with pytest.raises(ProcesoNoSeCambia, match=r"(?i)ya existe"):
        preparar(anterior, coordinacion)
    assert ProcesoElectoral.objects.filter(clave="siguiente").count() == 1


def test_decir_lo_que_se_copia_no_hace_nada(anterior, coordinacion, client):
    client.force_login(coordinacion.usuario)
    datos = {
        "anterior": anterior.pk, "nombre": "Otro", "clave": "otro", "anio": 2026,
        "tipo": "ordinario", "jornada_el": "2026-06-07",
    }  # fmt: skip
    direccion = reverse("captura:proceso_nuevo")
    pagina = client.post(direccion, datos).text
    assert "4 elecciones" in pagina
    assert not ProcesoElectoral.objects.filter(clave="otro").exists()
    respuesta = client.post(direccion, datos | {"confirmar": "1"}, follow=True)
    assert "Lo que falta para abrir" in respuesta.text
    assert ProcesoElectoral.objects.filter(clave="otro").exists()


@pytest.mark.parametrize("rol", [Rol.REVISION, Rol.SISTEMAS, Rol.ENLACE])
def test_solo_coordinacion_prepara(papeles, anterior, nuevo, rol):
    quien = papeles.cuentas[rol.value]
    acciones = (
        lambda: preparar(anterior, quien, clave="ajeno"),
        lambda: servicio.fijar_parametro(
            proceso=nuevo, clave="texto_minimo", valor="1", cita="", adscripcion=quien
        ),
        lambda: servicio.quitar_cargo(cargo=nuevo.cargos.first(), adscripcion=quien),
        lambda: postulantes.guardar_partido(
            proceso=nuevo, sigla="X", nombre="X", alcance="local", adscripcion=quien
        ),
        lambda: postulantes.quitar_actor(actor=nuevo.actores.first(), adscripcion=quien),
        lambda: regresar_proceso(proceso=papeles.proceso, motivo="x", adscripcion=quien),
    )
    for accion in acciones:
        with pytest.raises(PermissionDenied):
            accion()


# --- Parámetros, cargos y actores --------------------------------------------------------------
def test_un_parametro_se_fija_con_su_cita_y_se_quita(nuevo, coordinacion, client):
    client.force_login(coordinacion.usuario)
    direccion = reverse("captura:proceso_parametro", args=[nuevo.pk, "texto_minimo"])
    assert "entero" in client.post(direccion, {"valor": "muchos", "cita": ""}).text
    client.post(direccion, {"valor": "250", "cita": "Acuerdo 7"})
    fijado = nuevo.parametros.get(clave="texto_minimo")
    assert (fijado.valor, fijado.cita) == ("250", "Acuerdo 7")
    assert "Acuerdo 7" in client.get(reverse("captura:proceso_parametros", args=[nuevo.pk])).text
    client.post(direccion, {"quitar": "1"})
    assert not nuevo.parametros.filter(clave="texto_minimo").exists()
    actos = nuevo.actos.filter(clase=ClaseDeActo.PREPARACION_DE_PROCESO).order_by("pk")
    hechos = [a.datos["hecho"] for a in actos]
    assert hechos == ["nuevo", "parametro", "sin_parametro"]


def test_una_fecha_no_termina_antes_de_empezar(nuevo, coordinacion, client):
    client.force_login(coordinacion.usuario)

    def fijar(clave, valor):
        direccion = reverse("captura:proceso_parametro", args=[nuevo.pk, clave])
        return client.post(direccion, {"valor": valor, "cita": "Acuerdo 7"}, follow=True).text

    assert "guardado" in fijar("campana_desde", "2026-04-05")
    alreves = fijar("campana_hasta", "2026-03-01")
    assert "«Campaña, hasta» no puede ser antes que «Campaña, desde»" in alreves
    assert 'value="2026-03-01"' in alreves, "lo escrito se conserva"
    assert "guardado" in fijar("campana_hasta", "2026-04-05")
    assert "no puede ser antes" in fijar("campana_desde", "2026-04-06")


def test_un_cargo_se_anade_con_sus_territorios_y_se_quita_si_nadie_lo_pide(nuevo, coordinacion):
    cargo = nuevo.cargos.get(clave="diputacion-mr")
    servicio.quitar_cargo(cargo=cargo, adscripcion=coordinacion)
    servicio.anadir_cargo(proceso=nuevo, cargo=CARGOS["diputacion mr"], adscripcion=coordinacion)
    assert nuevo.cargos.get(clave="diputacion-mr").elecciones.count() == 2
    with pytest.raises(ProcesoNoSeCambia, match="ya está"):
        servicio.anadir_cargo(
            proceso=nuevo, cargo=CARGOS["diputacion mr"], adscripcion=coordinacion
        )


def test_no_se_quita_un_cargo_ni_un_actor_con_candidaturas(papeles, coordinacion):
    formula = papeles.propio.candidatura.formula
    with pytest.raises(ProcesoNoSeCambia, match="candidaturas"):
        servicio.quitar_cargo(cargo=formula.eleccion.cargo, adscripcion=coordinacion)
    with pytest.raises(ProcesoNoSeCambia, match="candidaturas"):
        postulantes.quitar_actor(actor=papeles.a, adscripcion=coordinacion)
    assert Cargo.objects.filter(pk=formula.eleccion.cargo_id).exists()


def guardar(nuevo, quien, **cambios):
    partidos = [a.partidos.get() for a in nuevo.actores.filter(tipo=TipoDeActor.PARTIDO)]
    datos = {
        "tipo": TipoDeActor.COALICION, "nombre": "Alianza", "siglas": "", "partidos": partidos,
        "partido_captura": partidos[0], "convenio": "Convenio 1", "orden": 5,
    }  # fmt: skip
    return postulantes.guardar_actor(proceso=nuevo, adscripcion=quien, **(datos | cambios))


def test_una_coalicion_lleva_su_convenio_y_quien_captura(nuevo, coordinacion):
    alianza = guardar(nuevo, coordinacion)
    assert alianza.partidos.count() == 2
    postulantes.quitar_actor(actor=alianza, adscripcion=coordinacion)
    assert not ActorPolitico.objects.filter(pk=alianza.pk).exists()


@pytest.mark.parametrize(
    ("cambios", "dice"),
    [
        ({"convenio": " "}, "Cite el convenio"),
        ({"partidos": []}, "al menos dos"),
        ({"tipo": TipoDeActor.INDEPENDIENTE}, "no lleva partidos"),
        ({"tipo": TipoDeActor.PARTIDO}, "un solo partido"),
        ({"nombre": "Partido del Mezquite"}, r"(?i)ya existe"),
    ],
)
def test_un_actor_mal_formado_se_rehusa_en_palabras(nuevo, coordinacion, cambios, dice):
    with pytest.raises(ProcesoNoSeCambia, match=dice):
        guardar(nuevo, coordinacion, **cambios)
    assert nuevo.actores.count() == 2


# --- El catálogo de partidos -------------------------------------------------------------------
def test_un_partido_que_no_estaba_se_da_de_alta_y_postula(nuevo, coordinacion, client):
    client.force_login(coordinacion.usuario)
    datos = {"nombre": "Partido Huizache", "sigla": "HUI", "alcance": "local"}
    pagina = client.post(reverse("captura:proceso_partido_nuevo", args=[nuevo.pk]), datos)
    partido = Partido.objects.get(sigla="HUI")
    # La página del actor ya viene llena: basta guardarla.
    inicial = client.get(pagina.url).context["form"].initial
    assert inicial["partidos"] == [partido]
    actor = {"tipo": inicial["tipo"], "nombre": inicial["nombre"], "partidos": [partido.pk]}
    client.post(reverse("captura:proceso_actor_nuevo", args=[nuevo.pk]), actor | {"orden": 9})
    assert nuevo.actores.get(nombre="Partido Huizache").partidos.get() == partido
    acto = nuevo.actos.filter(clase=ClaseDeActo.PREPARACION_DE_PROCESO).order_by("pk")[1]
    assert detalle(acto) == "Catálogo de partidos: HUI"
    assert [(c.campo, c.antes, c.despues) for c in cambios_de(acto)] == [
        ("Nombre", "", "Partido Huizache"),
        ("Sigla", "", "HUI"),
        ("Registro", "", "local"),
    ]


def test_dos_partidos_no_llevan_la_misma_sigla(nuevo, coordinacion, client):
    client.force_login(coordinacion.usuario)
    datos = {"nombre": "Otro", "sigla": "mez", "alcance": "local"}
    direccion = reverse("captura:proceso_partido_nuevo", args=[nuevo.pk])
    assert "ya está en el catálogo" in client.post(direccion, datos).text
    assert not Partido.objects.filter(nombre="Otro").exists()


def test_un_partido_de_un_proceso_terminado_no_cambia_y_el_que_se_usa_no_se_quita(
    anterior, nuevo, coordinacion, client
):
    client.force_login(coordinacion.usuario)
    partido = nuevo.actores.first().partidos.get()
    direccion = reverse("captura:proceso_partido", args=[nuevo.pk, partido.pk])
    datos = {"nombre": "Otro nombre", "sigla": partido.sigla, "alcance": partido.alcance}
    assert f"«{anterior.nombre}»" in client.get(direccion).text
    assert "no se quita" in client.post(direccion, {"quitar": "1"}).text
    anterior.estado, anterior.publico_desde = EstadoDeProceso.CERRADO, reloj.ahora()
    anterior.save()
    assert "ya terminó" in client.post(direccion, datos).text
    partido.refresh_from_db()
    assert partido.nombre != "Otro nombre"
    anterior.estado = EstadoDeProceso.ABIERTO
    anterior.save()
    client.post(direccion, datos)
    partido.refresh_from_db()
    assert partido.nombre == "Otro nombre"


def test_un_partido_anadido_por_error_se_quita(nuevo, coordinacion):
    datos = {"proceso": nuevo, "adscripcion": coordinacion}
    partido = postulantes.guardar_partido(sigla="X", nombre="X", alcance="local", **datos)
    postulantes.quitar_partido(partido=partido, **datos)
    assert not Partido.objects.filter(sigla="X").exists()


# --- Abrir, cerrar y deshacer ------------------------------------------------------------------
def test_lo_que_falta_para_abrir(nuevo, coordinacion):
    assert [p.titulo for p in faltan(nuevo)] == [
        "Fecha de publicación",
        "Compromisos",
        "Aviso de privacidad",
    ]
    fijar_publicacion(
        proceso=nuevo, desde=reloj.ahora(), cita="Acuerdo 8", adscripcion=coordinacion
    )
    nuevo.refresh_from_db()
    with pytest.raises(ProcesoNoAvanza, match="falta: compromisos"):
        avanzar_proceso(proceso=nuevo, adscripcion=coordinacion)
    confirmar_compromisos(nuevo)
    with pytest.raises(ProcesoNoAvanza, match="falta: aviso de privacidad"):
        avanzar_proceso(proceso=nuevo, adscripcion=coordinacion)
    con_aviso()
    assert faltan(nuevo) == []
    dichos = {p.titulo: p.dice for p in puntos(nuevo)}
    assert dichos["Invitaciones a los enlaces"] == "2 actores sin enlace ni invitación."
    assert "2 tienen la cita por confirmar" in dichos["Fechas, plazos y límites"]


def test_abrir_dice_lo_que_hace_y_lo_hace(papeles, nuevo, coordinacion, client):
    fijar_publicacion(
        proceso=nuevo, desde=reloj.ahora(), cita="Acuerdo 8", adscripcion=coordinacion
    )
    confirmar_compromisos(nuevo)
    con_aviso()
    client.force_login(coordinacion.usuario)
    direccion = reverse("captura:proceso_avanzar", args=[nuevo.pk])
    pagina = client.get(direccion).text
    assert f"«{papeles.proceso.nombre}» deja de ser el proceso vigente" in pagina
    nuevo.refresh_from_db()
    assert nuevo.estado == EstadoDeProceso.EN_PREPARACION
    client.post(direccion, {"estado": "en_preparacion"})
    nuevo.refresh_from_db()
    assert (nuevo.estado, nuevo.vigente) == (EstadoDeProceso.ABIERTO, True)
    # Lo mismo otra vez (doble clic) no lo cierra.
    client.post(direccion, {"estado": "en_preparacion"})
    nuevo.refresh_from_db()
    assert nuevo.estado == EstadoDeProceso.ABIERTO


def test_una_apertura_sin_usar_se_deshace_y_vuelve_el_vigente_de_antes(
    papeles, nuevo, coordinacion
):
    fijar_publicacion(proceso=nuevo, desde=reloj.ahora(), cita="x", adscripcion=coordinacion)
    confirmar_compromisos(nuevo)
    con_aviso()
    abierto = avanzar_proceso(proceso=nuevo, adscripcion=coordinacion)
    regresado = regresar_proceso(proceso=abierto, motivo="Fue un error", adscripcion=coordinacion)
    assert (regresado.estado, regresado.vigente) == (EstadoDeProceso.EN_PREPARACION, False)
    papeles.proceso.refresh_from_db()
    assert papeles.proceso.vigente
    assert Acto.objects.latest("pk").datos["motivo"] == "Fue un error"


def test_una_apertura_que_ya_se_uso_no_se_deshace(papeles, coordinacion):
    Cuestionario.objects.filter(pk=papeles.propio.pk).update(version=1)
    with pytest.raises(ProcesoNoAvanza, match="Ya hay quien capturó"):
        regresar_proceso(proceso=papeles.proceso, motivo="x", adscripcion=coordinacion)


def test_un_cierre_se_deshace(papeles, coordinacion):
    dichos = efectos_de_avanzar(papeles.proceso)
    assert "2 perfiles quedan sin publicar." in dichos
    cerrado = avanzar_proceso(proceso=papeles.proceso, adscripcion=coordinacion)
    assert cerrado.estado == EstadoDeProceso.CERRADO
    abierto = regresar_proceso(proceso=cerrado, motivo="Prórroga", adscripcion=coordinacion)
    assert abierto.estado == EstadoDeProceso.ABIERTO


def test_deshacer_dos_veces_desde_la_misma_pagina_deshace_una(papeles, coordinacion, client):
    client.force_login(coordinacion.usuario)
    avanzar_proceso(proceso=papeles.proceso, adscripcion=coordinacion)
    direccion = reverse("captura:proceso_regresar", args=[papeles.proceso.pk])
    assert 'name="estado" value="cerrado"' in client.get(direccion).text
    datos = {"motivo": "Prórroga", "estado": "cerrado"}
    assert "Se deshizo." in client.post(direccion, datos, follow=True).text
    assert "ya cambió de estado" in client.post(direccion, datos, follow=True).text
    papeles.proceso.refresh_from_db()
    assert papeles.proceso.estado == EstadoDeProceso.ABIERTO


# --- Invitaciones ------------------------------------------------------------------------------
def test_se_invita_a_todos_o_a_ninguno_y_cada_quien_tiene_su_acuse(nuevo, coordinacion, client):
    client.force_login(coordinacion.usuario)
    direccion = reverse("captura:proceso_invitaciones", args=[nuevo.pk])
    a, b = nuevo.actores.all()
    datos = {
        f"persona_{a.pk}": "Ana Inventada", f"correo_{a.pk}": "ana@example.org",
        f"persona_{b.pk}": "Beto Inventado", f"correo_{b.pk}": "beto@example.org",
    }  # fmt: skip
    pagina = client.post(direccion, datos).text
    assert "mandan 2 correos" in " ".join(pagina.split())
    assert not Invitacion.objects.filter(actor__proceso=nuevo).exists()
    pagina = client.post(direccion, datos | {"confirmar": "1"}, follow=True).text
    folios = Invitacion.objects.filter(actor__proceso=nuevo).values_list("folio", flat=True)
    assert len(folios) == 2
    assert all(folio in pagina for folio in folios)
    assert Correo.objects.filter(plantilla="invitacion").count() == 2
    # A quien ya tiene invitación no se le vuelve a ofrecer.
    assert "Todos tienen enlace o invitación" in pagina


def test_una_invitacion_a_medias_se_dice_y_no_se_manda(nuevo, coordinacion, client):
    client.force_login(coordinacion.usuario)
    direccion = reverse("captura:proceso_invitaciones", args=[nuevo.pk])
    a = nuevo.actores.first()
    assert "Falta el correo" in client.post(direccion, {f"persona_{a.pk}": "Ana"}).text
    vacio = client.post(direccion, {f"persona_{a.pk}": "", f"correo_{a.pk}": ""}).text
    assert "al menos un enlace" in vacio
    assert not Invitacion.objects.filter(actor__proceso=nuevo).exists()


# --- El registro -------------------------------------------------------------------------------
@pytest.fixture
def subir(transactional_db, papeles, client, tmp_path, hacer_trabajos):
    """`subir(*filas)`: sube y revisa un archivo; devuelve el trabajo de la revisión."""
    proceso = crear_proceso("con-registro")
    client.force_login(papeles.cuentas["coordinacion"].usuario)

    def hacer(*filas, **datos):
        ruta = archivos.local(tmp_path / "registro.csv", *filas)
        client.post(
            reverse("captura:proceso_registro", args=[proceso.pk]),
            {"archivo": SimpleUploadedFile("registro.csv", ruta.read_bytes()), **datos},
        )
        hacer_trabajos()
        return Trabajo.objects.filter(clase="registro_revisar").latest("pedido_en")

    hacer.proceso = proceso
    return hacer


def cargar(client, hacer_trabajos, revisado):
    client.post(reverse("captura:registro_cargar", args=[revisado.pk]))
    hacer_trabajos()
    return Trabajo.objects.filter(clase="registro_cargar").latest("pedido_en")


def test_el_registro_se_ve_renglon_por_renglon_y_luego_se_carga(
    subir, client, hacer_trabajos, papeles
):
    revisado = subir(fila_local(), fila_local(nombre_candidato="ROSA LUNA SOL", distrito_local="2"))
    assert not subir.proceso.candidaturas.exists()
    pagina = client.get(reverse("captura:registro_revision", args=[revisado.pk])).text
    assert "Xóchitl Peña de la O" in pagina
    assert "2 candidaturas nuevas" in " ".join(pagina.split())
    cargado = cargar(client, hacer_trabajos, revisado)
    assert cargado.mensaje == "Candidaturas nuevas: 2. Cambiadas: 0. Iguales: 0."
    assert subir.proceso.candidaturas.count() == 2
    acto = Acto.objects.get(clase=ClaseDeActo.CARGA_DE_REGISTRO, proceso=subir.proceso)
    assert acto.autor == papeles.cuentas["coordinacion"].usuario
    # El mismo archivo otra vez no cambia nada.
    revisado = subir(fila_local(), fila_local(nombre_candidato="ROSA LUNA SOL", distrito_local="2"))
    pagina = client.get(reverse("captura:registro_revision", args=[revisado.pk])).text
    assert "El archivo no cambia nada" in pagina


def test_un_renglon_rehusado_impide_cargar_y_dice_por_que(subir, client):
    revisado = subir(fila_local(), fila_local(partido_coalicion="PARTIDO QUE NO ESTÁ"))
    pagina = client.get(reverse("captura:registro_revision", args=[revisado.pk])).text
    assert "Hay renglones que no pueden entrar" in pagina
    assert "actor fuera del proceso" in pagina
    assert "Cargar el registro" not in pagina
    assert not subir.proceso.candidaturas.exists()


def test_con_un_rechazo_tampoco_entra_por_la_direccion(subir, client, hacer_trabajos):
    revisado = subir(fila_local(), fila_local(partido_coalicion="PARTIDO QUE NO ESTÁ"))
    cargado = cargar(client, hacer_trabajos, revisado)
    assert cargado.estado == EstadoDeTrabajo.FALLIDO
    assert not subir.proceso.candidaturas.exists()


def test_si_el_proceso_cambio_desde_la_revision_no_se_carga(subir, client, hacer_trabajos):
    revisado = subir(fila_local())
    otro = subir(fila_local(), fila_local(nombre_candidato="ROSA LUNA SOL", distrito_local="2"))
    assert cargar(client, hacer_trabajos, otro).estado == EstadoDeTrabajo.TERMINADO
    cargado = cargar(client, hacer_trabajos, revisado)
    assert cargado.estado == EstadoDeTrabajo.FALLIDO
    assert "cambió desde que se revisó" in cargado.mensaje
    assert subir.proceso.candidaturas.count() == 2


def test_un_archivo_que_no_es_lista_se_dice(subir):
    proceso = subir.proceso
    assert proceso.clave == "con-registro"
    revisado = subir()
    assert revisado.estado == EstadoDeTrabajo.FALLIDO
    assert "ningún renglón" in revisado.mensaje


def test_un_enlace_con_cuenta_ya_no_se_invita(papeles, nuevo, coordinacion, client):
    actor = nuevo.actores.first()
    AdscripcionFactory(rol=Rol.ENLACE, actor=actor)
    client.force_login(coordinacion.usuario)
    pagina = client.get(reverse("captura:proceso_invitaciones", args=[nuevo.pk]))
    assert actor not in pagina.context["form"].actores


def test_un_proceso_de_archivo_no_se_prepara(papeles, coordinacion, client):
    archivo = ProcesoFactory(clave="viejo", fuente="Lista oficial", vigente=False)
    ActorFactory(proceso=archivo)
    client.force_login(coordinacion.usuario)
    assert client.get(reverse("captura:proceso", args=[archivo.pk])).status_code == 404
