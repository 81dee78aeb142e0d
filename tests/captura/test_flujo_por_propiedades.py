"""Cualquier serie de actos, en cualquier orden: ningún estado imposible, nada sin anotar y nada
público que no sea lo verificado.
"""

from contextlib import suppress
from itertools import pairwise

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from candidaturas.models import CAMPOS_DE_SECCION, CambioDePerfil, PerfilPublicado, SeccionDePerfil
from captura.flujo import FLUJO, SECCIONES, Paso, estado_del_conjunto, estados_de, procede
from captura.huellas import contenido_de, huella_de
from captura.models import Acto, Cuestionario, Estado, Observacion, Rol, Supuesto
from captura.servicios.captura import guardar_cuestionario, guardar_fotografia
from captura.servicios.correcciones import aprobar_correccion, pedir_correccion
from captura.servicios.pasos import NuevaObservacion, dar_paso
from captura.servicios.revision import responder_observacion
from conoceles.comun.errores import ErrorDeDominio
from tests.fabricas import imagen

CAMPOS = ("propuesta_1", "telefonos", "historia_profesional")
TEXTO = st.sampled_from(["Agua limpia. ", "Parques. ", "Escuelas abiertas. "])


def valor(campo, texto):
    return [f"844 000 {len(texto):04d}"] if campo == "telefonos" else texto * 40


class Recorrido(RuleBasedStateMachine):
    """Un perfil en manos de quien sea; cada acto o procede o no deja rastro."""

    papeles = None
    dados: set = set()

    def __init__(self):
        super().__init__()
        self.punto = transaction.atomic()
        self.punto.__enter__()
        self.pk = self.papeles.propio.pk

    def teardown(self):
        transaction.set_rollback(True)
        self.punto.__exit__(None, None, None)

    @property
    def cuestionario(self):
        return Cuestionario.objects.select_related("candidatura__proceso", "foto").get(pk=self.pk)

    def cuenta(self, paso):
        if paso is Paso.TERMINAR:
            return self.papeles.cuentas["capturista"]
        de_actor = Rol.ENLACE in FLUJO[paso].roles
        return self.papeles.cuentas["enlace" if de_actor else "coordinacion"]

    @rule(cuantos=st.integers(1, 4))
    def avanzar(self, cuantos):
        """El camino de siempre: sin él, casi ninguna serie al azar llegaría a publicar."""
        for _ in range(cuantos):
            cuestionario = self.cuestionario
            adelante = [Paso.ENVIAR, Paso.REVISAR, Paso.VERIFICAR, Paso.PUBLICAR]
            paso = next((p for p in adelante if procede(cuestionario, p)), None)
            if paso:
                self.dar(paso, None)

    @rule(seccion=st.sampled_from(SECCIONES), se_resuelve=st.booleans())
    def disputar(self, seccion, se_resuelve):
        """Pausar lo publicado y, quizá, reanudarlo: al azar casi nunca se acierta a la sección."""
        self.avanzar(4)
        if procede(self.cuestionario, Paso.PAUSAR, [seccion]):
            self.dar(Paso.PAUSAR, seccion)
        if se_resuelve and procede(self.cuestionario, Paso.REANUDAR, [seccion]):
            self.dar(Paso.REANUDAR, seccion)

    @rule(datos=st.data(), seccion=st.sampled_from([None, *SECCIONES]))
    def dar_uno_posible(self, datos, seccion):
        """De los que hoy proceden: así las series llegan lejos."""
        posibles = [p for p in Paso if procede(self.cuestionario, p)]
        if posibles:
            self.dar(datos.draw(st.sampled_from(posibles)), seccion)

    @rule(paso=st.sampled_from(Paso), seccion=st.sampled_from([None, *SECCIONES]))
    def dar(self, paso, seccion):
        antes, actos = self.cuestionario, Acto.objects.count()
        secciones = () if seccion is None or paso is Paso.OBSERVAR else (seccion,)
        if FLUJO[paso].exige_seccion:
            secciones = (seccion or SeccionDePerfil.CONTACTO,)
        observaciones = ()
        if paso is Paso.OBSERVAR:
            campo = next(iter(CAMPOS_DE_SECCION[seccion] if seccion else ()), "foto")
            observaciones = (NuevaObservacion(campo, Supuesto.FORMATO, "Corrija."),)
        try:
            dar_paso(
                cuestionario=antes,
                paso=paso,
                adscripcion=self.cuenta(paso),
                motivo="Prueba",
                observaciones=observaciones,
                secciones=secciones,
            )
        except ErrorDeDominio:
            despues = self.cuestionario
            assert (despues.estado, despues.secciones_aparte) == (
                antes.estado,
                antes.secciones_aparte,
            )
            assert Acto.objects.count() == actos
        else:
            self.dados.add(paso)
            assert procede(antes, paso, secciones)
            assert Acto.objects.count() == actos + 1

    @rule(campo=st.sampled_from(CAMPOS), texto=TEXTO)
    def guardar(self, campo, texto):
        cuestionario = self.cuestionario
        with suppress(PermissionDenied):
            guardar_cuestionario(
                cuestionario=cuestionario,
                campos={campo: valor(campo, texto)},
                version=cuestionario.version,
                adscripcion=self.papeles.cuentas["enlace"],
            )

    @rule()
    def responder(self):
        for observacion in Observacion.objects.filter(cuestionario=self.pk, atendida_en=None):
            with suppress(ErrorDeDominio):
                responder_observacion(
                    observacion=observacion,
                    respuesta="Así es.",
                    adscripcion=self.papeles.cuentas["enlace"],
                )

    @rule(campo=st.sampled_from(CAMPOS), texto=TEXTO)
    def corregir(self, campo, texto):
        with suppress(ErrorDeDominio):
            correccion = pedir_correccion(
                cuestionario=self.cuestionario,
                campo=campo,
                debe_decir=valor(campo, texto),
                motivo="Error de dedo.",
                adscripcion=self.papeles.cuentas["enlace"],
            )
            aprobar_correccion(
                correccion=correccion, adscripcion=self.papeles.cuentas["coordinacion"]
            )

    @invariant()
    def el_conjunto_es_el_que_dan_sus_secciones(self):
        cuestionario = self.cuestionario
        estados = estados_de(cuestionario)
        assert cuestionario.estado == estado_del_conjunto(estados)
        assert Estado.PAUSADO not in estados.values() or cuestionario.estado == Estado.PUBLICADO

    @invariant()
    def la_historia_no_tiene_huecos(self):
        actos = Acto.objects.filter(contenido__datos__has_key="desde").order_by("pk")
        cadena = [(a.datos["desde"], a.datos["hacia"]) for a in actos]
        assert all(uno[1] == otro[0] for uno, otro in pairwise(cadena))
        assert not cadena or cadena[-1][1] == self.cuestionario.estado

    @invariant()
    def lo_publico_es_lo_verificado_y_nada_en_pausa(self):
        cuestionario = self.cuestionario
        perfil = PerfilPublicado.objects.filter(pk=cuestionario.candidatura_id).first()
        assert (perfil is not None) == (cuestionario.estado == Estado.PUBLICADO)
        if perfil is None:
            return
        assert perfil.huella == cuestionario.huella_verificada
        assert perfil.huella == huella_de(contenido_de(cuestionario))
        estados = estados_de(cuestionario)
        assert set(perfil.secciones_pausadas) == {
            s for s, e in estados.items() if e == Estado.PAUSADO
        }
        for seccion, campos in CAMPOS_DE_SECCION.items():
            for campo in campos:
                publicado = getattr(perfil, campo)
                if seccion in perfil.secciones_pausadas:
                    assert not publicado, f"{campo} está en disputa y sigue en lo público"
                elif campo != "foto":
                    assert publicado == getattr(cuestionario, campo)
        assert CambioDePerfil.objects.filter(candidatura=perfil.pk).exists()


@pytest.mark.tardada
@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("series", [12, pytest.param(100, marks=pytest.mark.largo)])
def test_ningun_recorrido_llega_a_un_estado_imposible(papeles, series):
    guardar_fotografia(
        cuestionario=papeles.propio, datos=imagen(), adscripcion=papeles.cuentas["enlace"]
    )
    maquina = type("DeEstosPapeles", (Recorrido,), {"papeles": papeles, "dados": set()})
    run_state_machine_as_test(
        maquina,
        settings=settings(
            max_examples=series,
            stateful_step_count=20,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    # Si un paso no salió nunca, estas series no prueban nada de él.
    assert maquina.dados >= set(Paso) - {Paso.CAPTURAR}
