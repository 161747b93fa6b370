using AgentNotebook.Execution;

namespace AgentNotebook.Tests.Execution.Seccomp;

/// <summary>What the filters are meant to answer, said a second time and by name: a call that gets lost or slips in there shows here.</summary>
internal static class DeclaredPolicy
{
    internal const uint Allow = 0x7fff0000;
    internal const uint Kill = 0x80000000;
    internal const uint Pretend = 0x00050000;
    internal const uint NotPermitted = 0x00050001;
    internal const uint AccessDenied = 0x0005000d;
    internal const uint NotImplemented = 0x00050026;

    private const uint NewNamespaces = 0x7e020000;
    private const uint Thread = 0x00010000;
    private const uint ProcessDescriptor = 0x1000;

    internal static readonly HashSet<string> LauncherRefuses = Words("""
        ptrace process_vm_readv process_vm_writev pidfd_getfd pidfd_open kcmp
        mount umount2 pivot_root chroot unshare setns open_tree open_tree_attr move_mount fsopen fsconfig fsmount fspick mount_setattr
        statmount listmount quotactl quotactl_fd swapon swapoff
        bpf perf_event_open userfaultfd io_uring_setup io_uring_enter io_uring_register memfd_secret map_shadow_stack modify_ldt lookup_dcookie
        add_key request_key keyctl
        kexec_load kexec_file_load init_module finit_module delete_module reboot sethostname setdomainname acct
        settimeofday clock_settime adjtimex clock_adjtime iopl ioperm vhangup personality
        name_to_handle_at open_by_handle_at file_getattr file_setattr fchmodat2
        fanotify_init fanotify_mark inotify_init inotify_init1 inotify_add_watch inotify_rm_watch
        setuid setgid setreuid setregid setresuid setresgid setgroups setfsuid setfsgid capset
        mq_open mq_unlink mq_timedsend mq_timedreceive mq_notify mq_getsetattr
        shmget shmat shmctl shmdt semget semop semtimedop semctl msgget msgsnd msgrcv msgctl
        socket socketpair connect accept accept4 bind listen sendto recvfrom sendmsg recvmsg sendmmsg recvmmsg
        """);

    internal static readonly HashSet<string> ComputeAllows = Words("""
        mmap mprotect munmap mremap brk msync mincore membarrier
        read write readv writev pread64 pwrite64 preadv pwritev preadv2 pwritev2 lseek fstat close close_range dup dup3 pipe pipe2
        poll ppoll select pselect6 eventfd2 epoll_create1 epoll_ctl epoll_wait epoll_pwait epoll_pwait2
        futex set_robust_list rseq sched_yield getcpu gettid sched_get_priority_min sched_get_priority_max exit exit_group
        rt_sigaction rt_sigprocmask rt_sigreturn sigaltstack restart_syscall
        nanosleep gettimeofday time times getrandom getrusage getrlimit sysinfo uname getcwd
        getpid getppid getpgrp getuid getgid geteuid getegid
        """);

    internal static readonly HashSet<string> FilesAllows = Words("""
        stat lstat newfstatat statx access faccessat faccessat2 readlink readlinkat statfs fstatfs getdents64 flock
        """);

    internal static readonly HashSet<string> ExtractAllows = Words("""
        open openat openat2 umask truncate ftruncate fallocate fsync fdatasync mkdir mkdirat rmdir unlink unlinkat rename renameat renameat2
        link linkat symlink symlinkat chmod fchmod fchmodat utimensat
        """);

    internal static uint Launcher(string? call, ulong[] arguments) => call switch
    {
        "clone3" => NotImplemented,
        "clone" => (Low(arguments, 0) & NewNamespaces) != 0 ? NotPermitted : Allow,
        "ioctl" => Low(arguments, 1) is 0x5412 or 0x541c ? NotPermitted : Allow,
        _ => call is not null && LauncherRefuses.Contains(call) ? NotPermitted : Allow,
    };

    internal static uint Worker(string? call, SandboxProfile profile, uint processId, ulong[] arguments)
    {
        uint a = Low(arguments, 0), b = Low(arguments, 1), c = Low(arguments, 2);
        var files = profile != SandboxProfile.Compute;
        var extract = profile == SandboxProfile.Extract;
        var gpu = profile == SandboxProfile.Gpu;
        return call switch
        {
            null => NotPermitted,
            "clone" => Permit((a & Thread) != 0 && (a & (NewNamespaces | ProcessDescriptor)) == 0),
            "clone3" => NotImplemented,
            "tgkill" => Permit(a == processId),
            "prlimit64" or "getpgid" or "getsid" => Permit(a == 0 || a == processId),
            "getpriority" => Permit(a == 0 && (b == 0 || b == processId)),
            "sched_setaffinity" or "sched_setscheduler" => Pretend,
            "sched_getaffinity" => a == 0 || a == processId ? Allow : NotImplemented,
            "sched_getscheduler" or "sched_getparam" => a == 0 || a == processId ? Allow : Pretend,
            "prctl" => Permit(a is 15 or 16 or 0x53564d41),
            "fcntl" => Permit(b is <= 7 or 36 or 37 or 38 or 1030 or 1032),
            "ioctl" => Permit(b is 0x5401 or 0x802c542a or 0x5413 or 0x541b or 0x5450 or 0x5451 || (gpu && (char)((b >> 8) & 0xff) is ('F' or 'd' or 'K' or '\0'))),
            "clock_gettime" or "clock_getres" or "clock_nanosleep" => Permit((int)a >= 0),
            "madvise" => Permit(c is not (100 or 101)),
            "open" when files && !extract => Open(b, gpu),
            "openat" when files && !extract => Open(c, gpu),
            "openat2" when files && !extract => NotImplemented,
            _ => Permit(ComputeAllows.Contains(call) || (files && FilesAllows.Contains(call)) || (extract && ExtractAllows.Contains(call))),
        };
    }

    // O_ACCMODE, or O_WRONLY alone where a device is opened to read and write; O_CREAT, O_TRUNC, O_APPEND, O_PATH, __O_TMPFILE, as octal as the headers have them.
    private static uint Open(uint flags, bool isDevice) =>
        (flags & Convert.ToUInt32(isDevice ? "30003101" : "30003103", 8)) != 0 ? AccessDenied : Allow;

    private static uint Permit(bool allowed) => allowed ? Allow : NotPermitted;

    private static uint Low(ulong[] arguments, int index) => (uint)arguments[index];

    private static HashSet<string> Words(string text) => [.. text.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
}
