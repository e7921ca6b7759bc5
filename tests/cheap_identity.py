"""An identity file with a passphrase that opens at once, since its work factor is 2 and not a million.

It was made as age's specification says, which pyrage has no option for. Only tests may use such a file.
"""

from __future__ import annotations

from typing import Final

PASSPHRASE: Final = "correct horse battery staple"  # noqa: S105
SECRET: Final = "AGE-SECRET-KEY-1ZNPHSA4XTN9JKETR3SG6XV6JCCX6V67389NGNJSR7PQZWCZUDH9QRGMK7N"  # noqa: S105
PUBLIC: Final = "age1y0htdrhus6ryk5s0dt7tdjgsa6s0xpgq7q8z4knrc2spxhmpwvhq0ndpv2"
PROTECTED: Final = """\
-----BEGIN AGE ENCRYPTED FILE-----
YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IHNjcnlwdCB3N1p0VFdwbUo2TllRMGFj
MnBSSUxRIDEKdjlPUXJEREJGN2RJWGtnZE1mVEZvSjNmejJSN3d6Umh1aDBzc1Iz
V2pTRQotLS0geUhPNXA3V2JhMXQxZjlsbnJnQ1RnRW5aYmIzU1d5M2czUmR6aVFl
d0IyNArnVogfTQ7gVD2+IREnwVxOjARCN3Lm36BybrnSt6PgcctIuvUnvoexK+LO
ZC9dDnVVJDRk1Md54EHHpzSGbMEt9DJVuJkWVO0TnQ1OssWDK31MWHIoXV/j56ny
qBsdWMLmvLRVfGFPR6hthSauwDgaqLorhcy9kSc6m8l3s/IT5hEHdZn6MF8OKVD4
SanSaZE/KiuoutbX66Qz3gvzEc1LbIcIBU4No4FjYn4J7T2Q4T2i1GJcqLE1
-----END AGE ENCRYPTED FILE-----
"""
"""The secret key above, sealed with PASSPHRASE."""
