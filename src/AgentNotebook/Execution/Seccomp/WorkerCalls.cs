namespace AgentNotebook.Execution.Seccomp;

/// <summary>The calls that a worker may make whatever their arguments, by profile.</summary>
internal static class WorkerCalls
{
    /// <summary>What the runtime itself lives on: memory, threads, time, and descriptors that are open already.</summary>
    internal static ReadOnlySpan<SystemCall> Compute =>
    [
        SystemCall.mmap, SystemCall.mprotect, SystemCall.munmap, SystemCall.mremap, SystemCall.brk, SystemCall.msync, SystemCall.mincore,
        SystemCall.membarrier,

        SystemCall.read, SystemCall.write, SystemCall.readv, SystemCall.writev, SystemCall.pread64, SystemCall.pwrite64,
        SystemCall.preadv, SystemCall.pwritev, SystemCall.preadv2, SystemCall.pwritev2, SystemCall.lseek, SystemCall.fstat,
        SystemCall.close, SystemCall.close_range, SystemCall.dup, SystemCall.dup3, SystemCall.pipe, SystemCall.pipe2,
        SystemCall.poll, SystemCall.ppoll, SystemCall.select, SystemCall.pselect6, SystemCall.eventfd2,
        SystemCall.epoll_create1, SystemCall.epoll_ctl, SystemCall.epoll_wait, SystemCall.epoll_pwait, SystemCall.epoll_pwait2,

        SystemCall.futex, SystemCall.set_robust_list, SystemCall.rseq, SystemCall.sched_yield, SystemCall.getcpu, SystemCall.gettid,
        SystemCall.sched_get_priority_min, SystemCall.sched_get_priority_max, SystemCall.exit, SystemCall.exit_group,
        SystemCall.rt_sigaction, SystemCall.rt_sigprocmask, SystemCall.rt_sigreturn, SystemCall.sigaltstack, SystemCall.restart_syscall,

        SystemCall.nanosleep, SystemCall.gettimeofday, SystemCall.time, SystemCall.times, SystemCall.getrandom,
        SystemCall.getrusage, SystemCall.getrlimit, SystemCall.sysinfo, SystemCall.uname, SystemCall.getcwd,
        SystemCall.getpid, SystemCall.getppid, SystemCall.getpgrp, SystemCall.getuid, SystemCall.getgid, SystemCall.geteuid, SystemCall.getegid,
    ];

    /// <summary>Besides those, what looks at files. Opening one for reading is a rule by argument.</summary>
    internal static ReadOnlySpan<SystemCall> Files =>
    [
        SystemCall.stat, SystemCall.lstat, SystemCall.newfstatat, SystemCall.statx, SystemCall.access, SystemCall.faccessat, SystemCall.faccessat2,
        SystemCall.readlink, SystemCall.readlinkat, SystemCall.statfs, SystemCall.fstatfs, SystemCall.getdents64, SystemCall.flock,
    ];

    /// <summary>Besides those, what makes, changes and removes files and folders; no device nodes, owners or extended attributes.</summary>
    internal static ReadOnlySpan<SystemCall> Extract =>
    [
        SystemCall.open, SystemCall.openat, SystemCall.openat2, SystemCall.umask,
        SystemCall.truncate, SystemCall.ftruncate, SystemCall.fallocate, SystemCall.fsync, SystemCall.fdatasync,
        SystemCall.mkdir, SystemCall.mkdirat, SystemCall.rmdir, SystemCall.unlink, SystemCall.unlinkat,
        SystemCall.rename, SystemCall.renameat, SystemCall.renameat2, SystemCall.link, SystemCall.linkat, SystemCall.symlink, SystemCall.symlinkat,
        SystemCall.chmod, SystemCall.fchmod, SystemCall.fchmodat, SystemCall.utimensat,
    ];
}
