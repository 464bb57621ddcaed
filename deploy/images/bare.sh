#!/bin/sh
# bare.sh TARGET FOLDER...: copies into TARGET what Python, and the libraries in each FOLDER, need of this system to run,
# and nothing else: no shell, no package manager, no compiler.
set -eu
target=$1
shift

python=/usr/local/lib/python3.11
mkdir -p "$target/usr/local/bin" "$target/etc" "$target/usr/lib/ssl" "$target/tmp"
chmod 1777 "$target/tmp"
cp -a /usr/local/bin/python /usr/local/bin/python3 /usr/local/bin/python3.11 "$target/usr/local/bin/"
mkdir -p "$target$python" && tar -C "$python" -c \
  --exclude=./site-packages --exclude=./dist-packages --exclude=./config-3.11-* --exclude=./ensurepip --exclude=./idlelib \
  --exclude=./lib2to3 --exclude=./pydoc_data --exclude=./test --exclude=./tkinter --exclude=./turtledemo \
  --exclude=__pycache__ . | tar -C "$target$python" -x
python -m compileall -q -s "$target" "$target$python" # nothing can be written at run time

# Every shared library that one of ours is linked to, under the path at which the linker looks for it.
{ echo /usr/local/bin/python3.11; find "$python/lib-dynload" "$@" -name '*.so*' -type f; } |
  xargs ldd 2>/dev/null | awk '{ for (word = 1; word <= NF; word++) if ($word ~ /^\/.*\.so/ && $word !~ /:$/) print $word }' |
  sort -u | grep -v '^/footprint/' | while read -r library; do
    mkdir -p "$target$(dirname "$library")"
    cp -L "$library" "$target$library"
  done
cp /etc/ld.so.cache /etc/nsswitch.conf "$target/etc/" 2>/dev/null || cp /etc/ld.so.cache "$target/etc/"
cp /etc/ssl/certs/ca-certificates.crt "$target/usr/lib/ssl/cert.pem"
echo 'footprint:x:10001:10001::/:/' >"$target/etc/passwd"
echo 'footprint:x:10001:' >"$target/etc/group"
