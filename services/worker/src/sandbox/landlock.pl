# Shuts this process in with Landlock and a system call filter, then runs a program.
# Arguments: numbers of prctl and seccomp, fd of the filter, then ro:PATH, rx:PATH, rw:PATH ..., "--", the program and its arguments.
# Perl because it is part of every Debian base and can make system calls; it is gone after exec.
use strict;
use warnings;

my ($prctl, $seccomp, $filter_fd) = map { $_ + 0 } splice @ARGV, 0, 3;
my ($create, $add, $restrict) = (444, 445, 446);    # the same on every machine
my $abi = syscall($create, 0, 0, 1);
die "landlock: this kernel does not offer it\n" if $abi < 1;
die "landlock: version $abi cannot keep signals in (6 can)\n" if $abi < 6;

my ($execute, $read_file, $read_dir) = (1 << 0, 1 << 2, 1 << 3);
my $every_access = (1 << 16) - 1;
my $write = $every_access & ~($execute | (1 << 6) | (1 << 11) | (1 << 15));    # no devices, no programs
my $on_files = $execute | (1 << 1) | $read_file | (1 << 14);
my %grants = (
    ro => $read_file | $read_dir,
    rx => $read_file | $read_dir | $execute,
    rw => $write,
);

my $attributes = pack("Q3", $every_access, 3, 3);    # all of files, TCP bind and connect, abstract sockets and signals
my $ruleset = syscall($create, $attributes, length $attributes, 0);
die "landlock: no rule set: $!\n" if $ruleset < 0;

while (@ARGV) {
    my $argument = shift @ARGV;
    last if $argument eq "--";
    my ($kind, $path) = $argument =~ /^(ro|rx|rw):(.+)$/s or die "landlock: bad argument $argument\n";
    sysopen(my $handle, $path, 0x280000) or die "landlock: $path: $!\n";    # O_PATH and O_CLOEXEC
    my $access = -d $path ? $grants{$kind} : $grants{$kind} & $on_files;
    my $rule = pack("Ql", $access, fileno $handle);
    syscall($add, $ruleset, 1, $rule, 0) == 0 or die "landlock: $path: $!\n";
}

syscall($prctl, 38, 1, 0, 0, 0) == 0 or die "landlock: no_new_privs: $!\n";
syscall($restrict, $ruleset, 0) == 0 or die "landlock: not restricted: $!\n";

open(my $filter, "<&=", $filter_fd) or die "landlock: filter: $!\n";
binmode $filter;
my $program = do { local $/; <$filter> };
my $head = pack("S x6 P", length($program) / 8, $program);
syscall($seccomp, 1, 0, $head) == 0 or die "landlock: filter refused: $!\n";
close $filter;
exec { $ARGV[0] } @ARGV or die "landlock: $ARGV[0]: $!\n";
