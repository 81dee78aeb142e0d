"""Buscar, ordenar y contar sin recorrer la tabla, también con cientos de miles de candidaturas.

- Las palabras de un perfil, en un índice que responde sin volver a leer los textos.
- El lugar en la boleta, en la propia candidatura: lo escribe la base, así que nadie lo olvida.
- Una muestra al azar, una de cada 32, para decir cuántas hay «más o menos».
"""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models

FUNCIONES = """
CREATE FUNCTION conoceles_palabras_de_seis(
    a text, b text, c text, d text, e text, f text
) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    -- Sin puntuación: «niñas/niños» son dos palabras y no la ruta de un archivo.
    SELECT strip(to_tsvector('pg_catalog.simple', regexp_replace(
        conoceles_llano_de_seis(a, b, c, d, e, f), '[^[:alnum:]]+', ' ', 'g'
    )))
$$;

-- En intercalación C, comparar dos claves es comparar cargo, elección, actor, número y tipo.
CREATE FUNCTION conoceles_orden_de_boleta(la_formula bigint, el_tipo text) RETURNS text
LANGUAGE sql STABLE AS $$
    SELECT lpad(c.orden::text, 5, '0') || lpad(e.orden::text, 5, '0')
        || lpad(a.orden::text, 10, '0')
        || coalesce(lpad(f.numero::text, 10, '0'), repeat('~', 10)) || el_tipo
    FROM candidaturas_formula f
    JOIN candidaturas_actorpolitico a ON a.id = f.actor_id
    JOIN candidaturas_eleccion e ON e.id = f.eleccion_id
    JOIN candidaturas_cargo c ON c.id = e.cargo_id
    WHERE f.id = la_formula
$$;

CREATE FUNCTION conoceles_poner_orden_de_boleta() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.orden_boleta := coalesce(conoceles_orden_de_boleta(NEW.formula_id, NEW.tipo), '');
    RETURN NEW;
END $$;

-- La candidatura vuelve a calcular su lugar en cuanto se le escribe cualquier otro.
CREATE FUNCTION conoceles_repetir_orden_de_boleta() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE candidaturas_candidatura SET orden_boleta = '' WHERE formula_id IN (
        SELECT f.id FROM candidaturas_formula f
        JOIN candidaturas_eleccion e ON e.id = f.eleccion_id
        WHERE CASE TG_TABLE_NAME
            WHEN 'candidaturas_formula' THEN f.id
            WHEN 'candidaturas_actorpolitico' THEN f.actor_id
            WHEN 'candidaturas_eleccion' THEN f.eleccion_id
            ELSE e.cargo_id
        END = NEW.id
    );
    RETURN NULL;
END $$;
"""

DISPARADORES = """
CREATE TRIGGER candidatura_orden_de_boleta
    BEFORE INSERT OR UPDATE OF formula_id, tipo, orden_boleta ON candidaturas_candidatura
    FOR EACH ROW EXECUTE FUNCTION conoceles_poner_orden_de_boleta();
CREATE TRIGGER formula_orden_de_boleta
    AFTER UPDATE OF eleccion_id, actor_id, numero ON candidaturas_formula FOR EACH ROW
    WHEN ((OLD.eleccion_id, OLD.actor_id, OLD.numero)
        IS DISTINCT FROM (NEW.eleccion_id, NEW.actor_id, NEW.numero))
    EXECUTE FUNCTION conoceles_repetir_orden_de_boleta();
CREATE TRIGGER actor_orden_de_boleta
    AFTER UPDATE OF orden ON candidaturas_actorpolitico FOR EACH ROW
    WHEN (OLD.orden IS DISTINCT FROM NEW.orden)
    EXECUTE FUNCTION conoceles_repetir_orden_de_boleta();
CREATE TRIGGER eleccion_orden_de_boleta
    AFTER UPDATE OF orden, cargo_id ON candidaturas_eleccion FOR EACH ROW
    WHEN ((OLD.orden, OLD.cargo_id) IS DISTINCT FROM (NEW.orden, NEW.cargo_id))
    EXECUTE FUNCTION conoceles_repetir_orden_de_boleta();
CREATE TRIGGER cargo_orden_de_boleta
    AFTER UPDATE OF orden ON candidaturas_cargo FOR EACH ROW
    WHEN (OLD.orden IS DISTINCT FROM NEW.orden)
    EXECUTE FUNCTION conoceles_repetir_orden_de_boleta();
"""

QUITAR_DISPARADORES = """
DROP TRIGGER cargo_orden_de_boleta ON candidaturas_cargo;
DROP TRIGGER eleccion_orden_de_boleta ON candidaturas_eleccion;
DROP TRIGGER actor_orden_de_boleta ON candidaturas_actorpolitico;
DROP TRIGGER formula_orden_de_boleta ON candidaturas_formula;
DROP TRIGGER candidatura_orden_de_boleta ON candidaturas_candidatura;
"""

QUITAR_FUNCIONES = """
DROP FUNCTION conoceles_repetir_orden_de_boleta();
DROP FUNCTION conoceles_poner_orden_de_boleta();
DROP FUNCTION conoceles_orden_de_boleta(bigint, text);
DROP FUNCTION conoceles_palabras_de_seis(text, text, text, text, text, text);
"""

# La expresión es la de candidaturas.consultas.EnLaMuestra: si una cambia, la otra también.
MUESTRA = """
CREATE INDEX candidatura_muestra ON candidaturas_candidatura (proceso_id, estado_registro)
    WHERE (hashint8(id) & 31) = 0;
"""


class Migration(migrations.Migration):
    dependencies = [("candidaturas", "0013_declaraciones")]
    operations = [
        migrations.RunSQL(FUNCIONES, QUITAR_FUNCIONES),
        migrations.RemoveIndex("perfilpublicado", "perfil_por_palabra"),
        migrations.RemoveField("perfilpublicado", "texto_llano"),
        migrations.AddField(
            "perfilpublicado",
            "palabras",
            models.GeneratedField(
                db_persist=True,
                expression=models.Func(
                    models.F("historia_profesional"),
                    models.F("trayectoria_politica"),
                    models.F("motivo_cargo_publico"),
                    models.F("propuesta_1"),
                    models.F("propuesta_2"),
                    models.F("propuesta_genero"),
                    function="conoceles_palabras_de_seis",
                ),
                output_field=django.contrib.postgres.search.SearchVectorField(),
            ),
        ),
        migrations.AddIndex(
            "perfilpublicado",
            django.contrib.postgres.indexes.GinIndex(
                fields=["palabras"], name="perfil_por_palabra"
            ),
        ),
        migrations.AddField(
            "candidatura",
            "orden_boleta",
            models.CharField(
                blank=True,
                db_collation="C",
                default="",
                editable=False,
                help_text="Su lugar en la boleta: lo escribe la base (migración 0013).",
                max_length=60,
            ),
        ),
        migrations.RunSQL(DISPARADORES, QUITAR_DISPARADORES),
        migrations.AddIndex(
            "candidatura",
            models.Index(fields=["proceso", "orden_boleta", "id"], name="candidatura_en_boleta"),
        ),
        migrations.RunSQL(MUESTRA, "DROP INDEX candidatura_muestra"),
    ]
