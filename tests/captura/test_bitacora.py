"""La bitácora encadenada: quien manda en la base puede cambiarla, pero no sin que se note.

Cada ataque apaga los disparadores, como puede hacerlo quien es dueño de las tablas.
"""

import tracemalloc

import pytest
from django.core.management import call_command
from django.db import Error, connection, transaction

from captura.bitacora import anotar, suprimir_contenido
from captura.cadena import Cuenta, anclar, comprobar
from captura.models import Acto, AnclaDeBitacora, ClaseDeActo, ContenidoDeActo, Eslabon
from tests.fabricas import ProcesoFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def proceso(db):
    return ProcesoFactory()


def encadenar():
    """Lo que PostgreSQL hace al confirmar; la prueba no confirma."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def anotar_varios(proceso, cuantos):
    actos = [
        anotar(clase=ClaseDeActo.DIFUSION, proceso=proceso, autor=None, datos={"difusion": numero})
        for numero in range(cuantos)
    ]
    encadenar()
    return actos


def hallazgos(ancla=""):
    return list(comprobar(Cuenta(), ancla))


TABLAS = ("acto", "contenidodeacto", "eslabon", "ancladebitacora", "cabezadebitacora")


def a_la_fuerza(*ordenes):
    """Como quien es dueño de las tablas: sin disparadores y sin llaves que lo estorben."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conrelid::regclass::text, conname FROM pg_constraint WHERE contype = 'f' "
            "AND conrelid IN ('captura_contenidodeacto'::regclass, 'captura_eslabon'::regclass)"
        )
        for tabla, llave in cursor.fetchall():
            cursor.execute(f'ALTER TABLE {tabla} DROP CONSTRAINT "{llave}"')
        for tabla in TABLAS:
            cursor.execute(f"ALTER TABLE captura_{tabla} DISABLE TRIGGER USER")
        for orden in ordenes:
            cursor.execute(orden)
        encadenar()
        for tabla in TABLAS:
            cursor.execute(f"ALTER TABLE captura_{tabla} ENABLE TRIGGER USER")


def test_la_cadena_numera_sin_huecos_aunque_algo_se_deshaga(proceso):
    anotar_varios(proceso, 2)
    with transaction.atomic():
        anotar_varios(proceso, 1)
        transaction.set_rollback(True)
    with transaction.atomic():
        anotar_varios(proceso, 2)
    assert list(Eslabon.objects.values_list("numero", flat=True)) == [1, 2, 3, 4]
    cuenta = Cuenta()
    assert list(comprobar(cuenta)) == []
    assert cuenta.actos == 4


@pytest.mark.parametrize("modelo", [Acto, ContenidoDeActo, Eslabon, AnclaDeBitacora])
@pytest.mark.parametrize("orden", ["update", "delete"])
def test_la_base_rehusa_cambiar_y_borrar(proceso, modelo, orden):
    anotar_varios(proceso, 1)
    anclar()
    campo = {"Acto": "clase", "ContenidoDeActo": "datos", "Eslabon": "huella"}.get(
        modelo.__name__, "firmada"
    )
    filas = modelo._base_manager.all()
    rehusa = pytest.raises(Error, match=r"Cannot (update|delete|update or delete) rows")
    with rehusa, transaction.atomic():
        filas.update(**{campo: "{}"}) if orden == "update" else filas._raw_delete(filas.db)
    assert filas.count() == 1


ATAQUES = {
    "cambiar la hora": (
        [
            "UPDATE captura_acto SET surte_efecto_en = surte_efecto_en - interval '1 day' "
            "WHERE id = {0}"
        ],
        "El acto {0}, del lugar 3, no es el que se encadenó",
    ),
    "cambiar quién": (
        [
            "UPDATE captura_acto SET autor_id = (SELECT max(id) FROM captura_usuario) "
            "WHERE id = {0}",
            "UPDATE captura_acto SET clase = 'retiro' WHERE id = {0}",
        ],
        "El acto {0}, del lugar 3, no es el que se encadenó",
    ),
    "cambiar lo que dice": (
        ["UPDATE captura_contenidodeacto SET datos = '{{\"difusion\": 99}}' WHERE acto_id = {0}"],
        "El contenido del acto {0}, del lugar 3, no es el que se encadenó",
    ),
    "cambiar lo que dice y su digesto": (
        [
            "UPDATE captura_contenidodeacto SET datos = '{{}}' WHERE acto_id = {0}",
            "UPDATE captura_eslabon e SET digesto = "
            "encode(sha256(convert_to(c.sal::text || ':' || c.datos::text, 'UTF8')), 'hex') "
            "FROM captura_contenidodeacto c WHERE c.acto_id = e.acto_id AND e.acto_id = {0}",
        ],
        "El acto {0}, del lugar 3, no es el que se encadenó",
    ),
    "quitar el acto": (
        ["DELETE FROM captura_acto WHERE id = {0}"],
        "Falta el acto {0}, del lugar 3",
    ),
    "quitar el acto y su eslabón": (
        [
            "DELETE FROM captura_contenidodeacto WHERE acto_id = {0}",
            "DELETE FROM captura_eslabon WHERE acto_id = {0}",
            "DELETE FROM captura_acto WHERE id = {0}",
        ],
        "Falta el lugar 3 de la cadena",
    ),
    "quitar y recorrer los lugares": (
        [
            "DELETE FROM captura_contenidodeacto WHERE acto_id = {0}",
            "DELETE FROM captura_eslabon WHERE acto_id = {0}",
            "DELETE FROM captura_acto WHERE id = {0}",
            "UPDATE captura_eslabon SET numero = 3 WHERE numero = 4",
            "UPDATE captura_eslabon SET numero = 4 WHERE numero = 5",
        ],
        "El acto {1}, del lugar 3, no es el que se encadenó",
    ),
    "insertar fuera de la cadena": (
        [
            "INSERT INTO captura_acto (id, clase, surte_efecto_en, registrado_en) "
            "VALUES (900001, 'retiro', now(), now())"
        ],
        "El acto 900001 no está en la cadena",
    ),
    "insertar al final con una huella inventada": (
        [
            "INSERT INTO captura_acto (id, clase, surte_efecto_en, registrado_en) "
            "VALUES (900001, 'retiro', now(), now())",
            "INSERT INTO captura_eslabon (acto_id, numero, digesto, huella) "
            "VALUES (900001, 6, '', repeat('a', 64))",
        ],
        "El acto 900001, del lugar 6, no es el que se encadenó",
    ),
    "cambiar el orden": (
        [
            "UPDATE captura_eslabon SET numero = 99 WHERE numero = 3",
            "UPDATE captura_eslabon SET numero = 3 WHERE numero = 4",
            "UPDATE captura_eslabon SET numero = 4 WHERE numero = 99",
        ],
        "El acto {1}, del lugar 3, no es el que se encadenó",
    ),
    "vaciar un eslabón": (
        ["UPDATE captura_eslabon SET numero = NULL WHERE acto_id = {0}"],
        "El eslabón del acto {0} está vacío",
    ),
    "cortar el final": (
        [
            "DELETE FROM captura_contenidodeacto WHERE acto_id >= {0}",
            "DELETE FROM captura_eslabon WHERE acto_id >= {0}",
            "DELETE FROM captura_acto WHERE id >= {0}",
        ],
        "dice que había 5 actos y la cadena tiene 2: falta el acto del lugar 5",
    ),
    "rehacer la cadena desde un acto": (
        [
            "UPDATE captura_acto SET clase = 'retiro' WHERE id = {0}",
            "DELETE FROM captura_eslabon WHERE numero >= 3",
            "UPDATE captura_cabezadebitacora c SET numero = e.numero, huella = e.huella "
            "FROM captura_eslabon e WHERE e.numero = 2",
            "ALTER TABLE captura_eslabon ENABLE TRIGGER USER",
            "INSERT INTO captura_eslabon (acto_id) SELECT id FROM captura_acto WHERE id >= {0} "
            "ORDER BY id",
        ],
        "no coincide con el acto del lugar 5: rehicieron la cadena",
    ),
}


@pytest.mark.parametrize("ataque", ATAQUES)
def test_se_halla(papeles, proceso, ataque, capsys):
    actos = anotar_varios(proceso, 5)
    anclar()
    assert hallazgos() == []
    ordenes, oracion = ATAQUES[ataque]
    nombrados = actos[2].pk, actos[3].pk
    a_la_fuerza(*(orden.format(*nombrados) for orden in ordenes))
    with pytest.raises(SystemExit) as salida:
        call_command("verificar_bitacora")
    dicho = capsys.readouterr().err
    assert salida.value.code == 1
    assert oracion.format(*nombrados) in dicho
    assert "NO es la que se escribió" in dicho


def test_la_orden_dice_que_cuadra(proceso, capsys):
    anotar_varios(proceso, 3)
    anclar()
    call_command("verificar_bitacora")
    assert (
        capsys.readouterr().out
        == "La bitácora cuadra. Actos: 3. Contenidos suprimidos: 0. Anclas: 1.\n"
    )


QUITAR_EL_ULTIMO = (
    "DELETE FROM captura_contenidodeacto WHERE acto_id = (SELECT max(id) FROM captura_acto)",
    "DELETE FROM captura_eslabon WHERE acto_id = (SELECT max(id) FROM captura_acto)",
    "DELETE FROM captura_acto WHERE id = (SELECT max(id) FROM captura_acto)",
)


def test_cortar_lo_que_siguio_a_la_ultima_ancla_lo_dice_la_cabeza(proceso, caplog):
    anotar_varios(proceso, 2)
    anclar()
    anotar_varios(proceso, 2)
    a_la_fuerza(*QUITAR_EL_ULTIMO)
    assert hallazgos() == [
        "La cabeza dice que el último acto es el del lugar 4 y la cadena tiene 3: cortaron la "
        "bitácora."
    ]
    with caplog.at_level("ERROR"):
        assert anclar() is None, "no se firma una cadena cortada"
    assert "no llega al acto 4" in caplog.text
    # Lo que se anote después no tapa el hueco.
    anotar_varios(proceso, 1)
    assert hallazgos() == ["Falta el lugar 4 de la cadena: quitaron el acto y su eslabón."]


def test_sin_cabeza_o_con_otra_se_dice(proceso):
    anotar_varios(proceso, 2)
    a_la_fuerza("UPDATE captura_cabezadebitacora SET huella = repeat('a', 64)")
    assert hallazgos() == ["La cabeza no coincide con el acto del lugar 2: rehicieron la cadena."]
    a_la_fuerza("DELETE FROM captura_cabezadebitacora")
    assert hallazgos() == ["Falta la cabeza de la cadena: la quitaron."]


def test_cortar_el_final_con_su_cabeza_y_sus_anclas_lo_halla_la_que_se_guardo_fuera(proceso):
    anotar_varios(proceso, 2)
    anclar()
    anotar_varios(proceso, 1)
    guardada = anclar().firmada
    a_la_fuerza(
        *QUITAR_EL_ULTIMO,
        "UPDATE captura_cabezadebitacora c SET numero = e.numero, huella = e.huella "
        "FROM captura_eslabon e WHERE e.numero = 2",
        "DELETE FROM captura_ancladebitacora WHERE numero = 3",
    )
    assert hallazgos() == [], "dentro de la base ya no queda rastro"
    assert hallazgos(guardada) == [
        "El ancla que se dio dice que había 3 actos y la cadena tiene 2: falta el acto del lugar "
        "3; cortaron la bitácora."
    ]


def test_un_ancla_inventada_o_cambiada_no_vale(proceso):
    anotar_varios(proceso, 2)
    ancla = anclar()
    a_la_fuerza(
        "UPDATE captura_ancladebitacora SET numero = 1, firmada = replace(firmada, '2:', '1:')"
    )
    assert any("no lleva la firma de este servidor" in oracion for oracion in hallazgos())
    assert hallazgos(f"2:{'a' * 64}:firma")[0].startswith("El ancla que se dio no lleva la firma")
    assert hallazgos(ancla.firmada)[0].startswith("El ancla del")


def test_no_se_ancla_dos_veces_lo_mismo_ni_sobre_una_cadena_rota(proceso, caplog):
    assert anclar() is None
    anotar_varios(proceso, 2)
    assert anclar().numero == 2
    assert anclar() is None
    a_la_fuerza("UPDATE captura_eslabon SET huella = repeat('b', 64) WHERE numero = 2")
    anotar_varios(proceso, 1)
    with caplog.at_level("ERROR"):
        assert anclar() is None
    assert "no contiene lo que dice su ancla" in caplog.text


def test_suprimir_lo_que_dice_un_acto_no_rompe_la_cadena(proceso, capsys):
    actos = anotar_varios(proceso, 3)
    assert suprimir_contenido(Acto.objects.filter(pk=actos[1].pk)) == 1
    call_command("verificar_bitacora")
    assert "Actos: 3. Contenidos suprimidos: 1." in capsys.readouterr().out
    assert Acto.objects.get(pk=actos[1].pk).datos == {}
    assert Acto.objects.get(pk=actos[2].pk).datos == {"difusion": 2}
    # Lo que se ponga en su lugar no pasa por lo que decía: la sal se fue con ello.
    ContenidoDeActo.objects.create(acto=actos[1], datos={"difusion": 1})
    assert hallazgos() == [
        f"El contenido del acto {actos[1].pk}, del lugar 2, no es el que se encadenó."
    ]


def test_dos_actos_iguales_no_comparten_digesto(proceso):
    for _ in range(2):
        anotar(clase=ClaseDeActo.DIFUSION, proceso=proceso, autor=None, datos={"motivo": "x"})
    encadenar()
    uno, otro = Eslabon.objects.values_list("digesto", flat=True)
    assert uno != otro


@pytest.mark.largo
@pytest.mark.django_db(transaction=True)
def test_cien_mil_actos_con_la_memoria_de_un_lote(transactional_db):
    # De mil en mil: nadie anota cien mil actos en una transacción, y encadenarlos ahí es más lento.
    for _ in range(100):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "WITH actos AS (INSERT INTO captura_acto (clase, surte_efecto_en, registrado_en)"
                " SELECT 'difusion', now(), now() FROM generate_series(1, 1000) RETURNING id)"
                " INSERT INTO captura_contenidodeacto (acto_id, sal, datos)"
                " SELECT id, gen_random_uuid(), jsonb_build_object('difusion', id) FROM actos"
            )
    tracemalloc.start()
    cuenta = Cuenta()
    assert list(comprobar(cuenta)) == []
    _, maximo = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert cuenta.actos == 100_000
    assert maximo < 8_000_000
