"""Un escenario con todos los papeles: dos partidos, una coalición y el instituto; y cómo
interrumpir una acción con otra para probar sus candados."""

import pickle
import threading
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest


@pytest.fixture
def papeles(papeles_apartados, db):
    """papel → Adscripcion. La candidatura del escenario es de la coalición AB, que captura A."""
    from tests.apartado import poner

    poner("papeles")
    return pickle.loads(papeles_apartados)  # noqa: S301


def armar_los_papeles():
    from allauth.mfa.models import Authenticator

    from captura.models import Adscripcion, Rol, Usuario
    from tests.fabricas import (
        ActorFactory,
        AdscripcionFactory,
        CargoFactory,
        CoalicionFactory,
        CuestionarioFactory,
        FormulaFactory,
        ProcesoFactory,
        UsuarioFactory,
        VersionFactory,
    )

    proceso = ProcesoFactory()
    cargo = CargoFactory(proceso=proceso)
    a, b, ajeno = (ActorFactory(proceso=proceso) for _ in range(3))
    partido_a, partido_b = a.partidos.get(), b.partidos.get()
    coalicion = CoalicionFactory(
        proceso=proceso, integrantes=[partido_a, partido_b], partido_captura=partido_a
    )
    propio, cuestionario = (
        CuestionarioFactory(
            candidatura__formula=FormulaFactory(actor=actor, eleccion__cargo=cargo), completo=True
        )
        for actor in (a, coalicion)
    )
    VersionFactory(familia__proceso=proceso)
    del_instituto = [Rol.REVISION, Rol.COORDINACION, Rol.COMISION, Rol.SECRETARIA, Rol.SISTEMAS]
    nuevas = {
        "enlace": {"rol": Rol.ENLACE, "actor": a},
        "enlace_de_coalicion_que_lee": {"rol": Rol.ENLACE, "actor": b},
        "otro_enlace": {"rol": Rol.ENLACE, "actor": ajeno},
        "capturista": {"rol": Rol.CAPTURISTA, "actor": a},
        "candidata": {"rol": Rol.CANDIDATA, "actor": a},
        **{rol.value: {"rol": rol} for rol in del_instituto},
    }
    usuarios = Usuario.objects.bulk_create(UsuarioFactory.build_batch(len(nuevas)))
    adscripciones = Adscripcion.objects.bulk_create(
        AdscripcionFactory.build(usuario=usuario, **campos)
        for usuario, campos in zip(usuarios, nuevas.values(), strict=True)
    )
    cuentas = dict(zip(nuevas, adscripciones, strict=True))
    cuentas["capturista"].candidaturas.set([propio.candidatura, cuestionario.candidatura])
    cuentas["candidata"].candidaturas.set([cuestionario.candidatura])
    Authenticator.objects.bulk_create(
        Authenticator(user=adscripcion.usuario, type=Authenticator.Type.TOTP, data={"secret": "x"})
        for adscripcion in adscripciones
        if adscripcion.rol in Rol.con_segundo_factor()
    )
    # Quien captura en la coalición es el enlace del partido que el convenio nombra.
    cuentas["enlace_de_coalicion_que_captura"] = cuentas["enlace"]
    return SimpleNamespace(
        cuentas=cuentas,
        proceso=proceso,
        a=a,
        b=b,
        coalicion=coalicion,
        propio=propio,
        cuestionario=cuestionario,
    )


# --- Candados ----------------------------------------------------------------------------------
@pytest.fixture
def otra_conexion(esperar):
    """`empezar(accion)`: la corre en otra conexión y vuelve cuando terminó o espera un candado.
    Da cómo saber qué devolvió o qué le dijeron."""
    from django.core.exceptions import PermissionDenied
    from django.db import close_old_connections, connection

    from conoceles.comun.errores import ErrorDeDominio
    from tests.captura.test_concurrencia_de_la_bitacora import alguien_espera

    with ThreadPoolExecutor() as hilos:

        def correr(accion):
            try:
                return accion()
            except (ErrorDeDominio, PermissionDenied) as error:
                return error
            finally:
                close_old_connections()
                connection.close()

        def empezar(accion):
            futuro = hilos.submit(correr, accion)
            esperar(lambda: futuro.done() or alguien_espera(), 20)
            return lambda: futuro.result(30)

        yield empezar


@pytest.fixture
def en_medio(monkeypatch, otra_conexion):
    """`en_medio(modulo, nombre, otra)`: empieza la otra cuando la primera, a medio escribir, llama
    esa función; la primera sigue en cuanto la otra terminó o se topó con un candado.

    Sin candado la otra siempre alcanza a pasar. `vez`: en cuál de las llamadas.
    """

    def poner(modulo, nombre, otra, vez=1):
        original, quien = getattr(modulo, nombre), threading.current_thread()
        llamadas, empezadas = [], []

        def interrumpida(*args, **kwargs):
            if threading.current_thread() is quien:
                llamadas.append(args)
                if len(llamadas) == vez:
                    empezadas.append(otra_conexion(otra))
            return original(*args, **kwargs)

        monkeypatch.setattr(modulo, nombre, interrumpida)
        return lambda: empezadas[0]()

    return poner
