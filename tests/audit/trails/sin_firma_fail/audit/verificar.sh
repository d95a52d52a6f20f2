#!/bin/sh
# Verifica un expediente de aprobaciones sin el programa que lo escribió: con find, sha256sum, openssl y ssh-keygen.
#   sh verificar.sh EXPEDIENTE CONFIANZA [SELLO]
# EXPEDIENTE: la carpeta audit.  CONFIANZA: las llaves y los certificados que usted conoce por otra vía.
# SELLO: un seal.sha256 que usted conservó; sin él no se ve si alguien con todas las llaves rehízo la historia.
# Escribe «NO: problema: lugar» por cada falla y termina con 0 si no hay, con 1 si hay, con 2 si no pudo verificar.
export LC_ALL=C TZ=UTC
stop() { echo "No se pudo verificar: $1."; exit 2; }
for tool in find sha256sum openssl ssh-keygen; do command -v $tool > /dev/null || stop "falta el programa $tool"; done
[ -d "$1" ] && [ -d "$2" ] && { [ $# = 2 ] || [ -f "$3" ]; } || stop 'uso: sh verificar.sh EXPEDIENTE CONFIANZA [SELLO]'
[ ! "$(find "$@" -type f ! -readable 2>&1)" ] || stop 'hay archivos que no se pueden leer'
own=$(realpath "$0") && trust=$(realpath "$2") && kept=$([ $# = 2 ] || realpath "$3") &&
  t=$(mktemp -d) && trap 'rm -rf "$t"' EXIT && touch "$t/used" "$t/chain" || stop 'no hay dónde tomar notas'
grep -Evqxs '[0-9]{4}-[0-9]{2}-[0-9]{2} [1-9]' "$trust/firmas-requeridas" && stop 'no se entiende firmas-requeridas'

no() { echo "NO: $1: $2" >&2; }
each() { sed "s/^/NO: $1: /" | grep . >&2; } # un NO por cada lugar que llega; es cierto si llegó alguno
sha() { sha256sum < "$1" | cut -c1-64; }
said() { grep -aos "\"$1\":\"*[A-Za-z0-9._-]*" "$s" | sed -n 1p | cut -d: -f2 | tr -d '"'; } # en la declaración $s
good() { # ¿Es $1 firma de $2, para $4, de lo que llega, con llave o certificado que valía en el segundo $3 desde 1970?
  case $1 in
    *.p7s) pem=$trust/certificados/$2.pem
      openssl cms -verify -binary -inform DER -in "$1" -content /dev/stdin -out /dev/null -nointern \
        -certfile "$pem" -CAfile "$pem" -partial_chain -purpose any -attime "$3" ;;
    *) body=$(sed '1d;$d' "$1" | base64 -d | base64 -w 70) # una firma de SSH se escribe de una sola manera
      printf '%s\n' '-----BEGIN SSH SIGNATURE-----' "$body" '-----END SSH SIGNATURE-----' | cmp -s - "$1" &&
      ssh-keygen -Y verify -f "$trust/firmantes" -I "$2" -n "$4" -s "$1" -O verify-time=$(date -d @$3 +%Y%m%d%H%M%S) ;;
  esac
} > /dev/null 2>&1
instant() { # el segundo que prueba $1, si es un sello de tiempo de lo que llega y no es anterior a $2
  tsa=$trust/autoridad-de-tiempo.pem
  at=$(openssl ts -reply -in "$1" -token_out | openssl ts -reply -token_in -in /dev/stdin -text |
    sed -n 's/^Time stamp: //p' | date -f - +%s) &&
    openssl ts -verify -data /dev/stdin -in "$1" -CAfile "$tsa" -untrusted "$tsa" -attime "$at" > /dev/null &&
    [ "$at" -ge "$2" ] && echo "$at"
} 2> /dev/null

verify() {
  # 1. Nada que no tenga lugar en un expediente, ni enlaces: si lo hubiera, lo demás podría decirse de otro archivo.
  hex='[0-9a-f]{64}' short='[0-9a-f]{12}' name='[A-Za-z0-9][A-Za-z0-9._@-]*'
  entry="entries/[A-Za-z0-9][A-Za-z0-9._-]*-$short" seal='seals/[0-9]{4}'
  file="verificar\.sh|objects/$hex|$entry/(statement\.json|$name\.(sig|$short\.p7s))|$seal/seal\.(sha256(\.sig)?|tsr)"
  [ ! -h "$(realpath -s "$1")" ] && cd "$(realpath "$1")" || { no ajeno .; return; }
  find . -printf '%y %P\0' | tr -c 'A-Za-z0-9._@/ \0-' '?' | tr '\0' '\n' |
    grep -Evx "d (objects|entries|seals|$entry|$seal)?|f ($file)" | cut -c3- | each ajeno && return
  find . -type f -printf '%P\0' | xargs -0 -r sha256sum > "$t/now" # la huella de todo lo que hay

  # 2. No falta ningún sello, cada uno está firmado y lista todo lo del anterior, y lo que lista el último sigue igual.
  n=0 hash='' after=0 last=/dev/null # after: el último segundo que probó un sello de tiempo
  for place in $(find . -path './seals/*' -type d -printf '%P\n' | sort); do
    n=$((n + 1)) list=$place/seal.sha256 token=$(find "$place" -name seal.tsr) until=''
    [ "$place" = "seals/$(printf %04d $n)" ] && [ -s "$list" ] && [ -s "$list.sig" ] ||
      { no sello-incompleto "$place"; return; }
    grep -Evqx "$hex  ($file)" "$list" && { no sello-lista "$place"; return; }
    [ ! "$({ grep "  ${last%/*}/" "$t/now"; cat "$last"; } | grep -vxFf "$list")" ] || no sello-acumula "$place"
    [ ! "$token" ] || until=$(instant "$token" "$after" < "$list") || no sello-fecha "$place"
    cat "$list" $token 2> /dev/null | good "$list.sig" sello "${until:-2145916800}" seal || no sello-firma "$place"
    echo "$list $after ${until:-0} $hash" >> "$t/seals"
    hash=$(sha "$list") after=${until:-$after} last=$list
  done
  echo "ninguno $after 0 $hash" >> "$t/seals"
  grep -vxFf "$t/now" "$last" | cut -c67- | each sello-archivo
  grep -q '  verificar\.sh$' "$last" || cmp -s "$own" verificar.sh || no guion verificar.sh

  # 3. Cada aprobación lleva su nombre, se apoya en el sello que la precede y tiene las firmas que requiere.
  for place in $(find . -path './entries/*' -type d -printf '%P\n'); do
    s=$place/statement.json report=$(said report) old=$(said replaces)
    date=$(said date | grep -Ex '[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}') && day=$(date -d "$date" +%s 2> /dev/null) ||
      { no entrada-forma "$place"; continue; }
    [ "$place" = "entries/$report-$(sha "$s" | cut -c1-12)" ] || no entrada-nombre "$place"
    first=$(grep -lsF "  $s" seals/*/seal.sha256 | sed -n 1p) # el sello que la ampara
    set -- $(grep "^${first:-ninguno} " "$t/seals") && after=$2 until=$3 previous=$4
    [ $((day + 86400 <= after || until && day > until)) = 0 ] || no entrada-fecha "$place"
    grep -aoE "$hex\"},\"name\":\"(previous-seal\")?" "$s" > "$t/named"
    [ "$(sed -n 's/".*seal"$//p' "$t/named")" = "$previous" ] || no entrada-sello "$place"
    sed -n 's|^\(.*\)"},"name":"$|objects/\1|p' "$t/named" >> "$t/used"
    signers=$(for signature in $(find "$place" -name '*.sig' -o -name '*.p7s'); do
      who=$(basename "$signature" | sed -E "s/\.(sig|$short\.p7s)$//") when=$((until ? until : day + 43200))
      good "$signature" "$who" "$when" approve < "$s" && echo "$who" || no entrada-firma "$place"
      [ ! "$first" ] || [ "$(cut -c67- "$first" | grep -xF "$signature")" ] || no entrada-tarde "$place"
    done | sort -u | wc -l)
    needed=$({ echo 1; said signatures; sort "$trust/firmas-requeridas" 2> /dev/null |
      awk -v date="$date" '$1 <= date { print $2 }' | tail -n 1; } | grep -x '[1-9]' | sort | tail -n 1)
    [ "$signers" -ge "$needed" ] || no entrada-firmas "$place"
    [ ! "$old" ] || { [ "${old%-*}" = "$report" ] && [ -f "entries/$old/statement.json" ]; } ||
      no entrada-sustituye "$place"
    echo "$report $old" >> "$t/chain"
  done

  # 4. Cada objeto y firma CMS es lo que dice su nombre; están los objetos que las aprobaciones usan y ninguno más.
  grep -E '  objects/|\.p7s$' "$t/now" | grep -Ev '^(.*)  objects/\1$|^(.{12}).*\.\2\.p7s$' | cut -c67- | each alterado
  cut -c67- "$t/now" | grep ^objects/ | grep -vxFf "$t/used" | each objeto-sobra
  cut -c67- "$t/now" | grep -vxFf - "$t/used" | each objeto-falta

  # 5. De cada informe hay una sola primera aprobación, y a cada aprobación la sustituye cuando más una.
  sort "$t/chain" | uniq -d | cut -d' ' -f1 | each entrada-bifurca

  # 6. El sello que usted conservó es uno de éstos, y todo lo que listaba sigue igual.
  [ ! "$kept" ] || { grep -q "^$(sha "$kept")  seals/..../seal\.sha256\$" "$t/now" &&
    ! grep -vxqFf "$t/now" "$kept"; } || no conservado ''
  open=$(grep -vxFf "$last" "$t/now" | grep -vc "  ${last%/*}/")
  echo "SÍ: $(wc -l < "$t/chain") aprobaciones, $n sellos; $open archivos por sellar."
}
found=$(verify "$1" 2>&1 | sort -u)
[ "$(echo "$found" | wc -l)" = 1 ] && [ "${found#SÍ: }" != "$found" ] && echo "$found" && exit 0
echo "$found" | grep -Ev '^(NO|SÍ): ' && stop 'lo anterior lo dijo un programa que debía callar'
echo "$found" | grep '^NO: '
exit 1
