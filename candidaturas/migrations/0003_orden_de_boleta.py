"""El lugar en la boleta, en la propia candidatura: lo escribe la base, así que nadie lo olvida.

Y una muestra al azar de candidaturas, una de cada 32, para decir cuántas hay «más o menos».
"""

from django.db import migrations

FUNCIONES = """
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
"""

# Servía para contar de una muestra; 0007 lo quita.
MUESTRA = """
CREATE INDEX candidatura_muestra ON candidaturas_candidatura (proceso_id, estado_registro)
    WHERE (hashint8(id) & 31) = 0;
"""


class Migration(migrations.Migration):
    # Las que hubo mientras se hacía el sistema: una base que ya las tiene no corre esta.
    replaces = [
        ("candidaturas", "0014_palabras_y_orden_de_boleta"),
        ("candidaturas", "0015_llenar_orden_de_boleta"),
    ]
    dependencies = [("candidaturas", "0002_tablas_publicas")]
    operations = [
        migrations.RunSQL(FUNCIONES, QUITAR_FUNCIONES),
        migrations.RunSQL(DISPARADORES, QUITAR_DISPARADORES),
        migrations.RunSQL(MUESTRA, "DROP INDEX candidatura_muestra"),
    ]
