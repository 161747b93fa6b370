using System.Runtime.InteropServices;

namespace AgentNotebook.Execution.Seccomp;

/// <summary>
/// The first filter, which a process has before it starts the runtime: starting programs stays allowed, and what no worker needs even while it starts
/// is refused, most of it with <c>EPERM</c>.
/// </summary>
/// <remarks>Sources: seccomp(2), clone(2), ioctl_tty(2), linux/sched.h, asm-generic/ioctls.h.</remarks>
internal static class LauncherFilter
{
    private static ReadOnlySpan<SystemCall> Refused =>
    [
        // Other processes: their memory, their descriptors, their identity.
        SystemCall.ptrace, SystemCall.process_vm_readv, SystemCall.process_vm_writev, SystemCall.pidfd_getfd, SystemCall.pidfd_open, SystemCall.kcmp,

        // The view of the file system and of the machine.
        SystemCall.mount, SystemCall.umount2, SystemCall.pivot_root, SystemCall.chroot, SystemCall.unshare, SystemCall.setns,
        SystemCall.open_tree, SystemCall.open_tree_attr, SystemCall.move_mount, SystemCall.fsopen, SystemCall.fsconfig, SystemCall.fsmount,
        SystemCall.fspick, SystemCall.mount_setattr, SystemCall.statmount, SystemCall.listmount,
        SystemCall.quotactl, SystemCall.quotactl_fd, SystemCall.swapon, SystemCall.swapoff,

        // Parts of the kernel with a long history of holes.
        SystemCall.bpf, SystemCall.perf_event_open, SystemCall.userfaultfd, SystemCall.io_uring_setup, SystemCall.io_uring_enter,
        SystemCall.io_uring_register, SystemCall.memfd_secret, SystemCall.map_shadow_stack, SystemCall.modify_ldt, SystemCall.lookup_dcookie,
        SystemCall.add_key, SystemCall.request_key, SystemCall.keyctl,

        // The machine itself.
        SystemCall.kexec_load, SystemCall.kexec_file_load, SystemCall.init_module, SystemCall.finit_module, SystemCall.delete_module,
        SystemCall.reboot, SystemCall.sethostname, SystemCall.setdomainname, SystemCall.acct, SystemCall.settimeofday, SystemCall.clock_settime,
        SystemCall.adjtimex, SystemCall.clock_adjtime, SystemCall.iopl, SystemCall.ioperm, SystemCall.vhangup, SystemCall.personality,

        // Files without a path, and watching those of others. Handles open processes and namespaces, too.
        SystemCall.name_to_handle_at, SystemCall.open_by_handle_at, SystemCall.file_getattr, SystemCall.file_setattr, SystemCall.fchmodat2,
        SystemCall.fanotify_init, SystemCall.fanotify_mark, SystemCall.inotify_init, SystemCall.inotify_init1,
        SystemCall.inotify_add_watch, SystemCall.inotify_rm_watch,

        // Users, groups, capabilities.
        SystemCall.setuid, SystemCall.setgid, SystemCall.setreuid, SystemCall.setregid, SystemCall.setresuid, SystemCall.setresgid,
        SystemCall.setgroups, SystemCall.setfsuid, SystemCall.setfsgid, SystemCall.capset,

        // Talking to others: queues, shared memory, semaphores, sockets.
        SystemCall.mq_open, SystemCall.mq_unlink, SystemCall.mq_timedsend, SystemCall.mq_timedreceive, SystemCall.mq_notify, SystemCall.mq_getsetattr,
        SystemCall.shmget, SystemCall.shmat, SystemCall.shmctl, SystemCall.shmdt,
        SystemCall.semget, SystemCall.semop, SystemCall.semtimedop, SystemCall.semctl,
        SystemCall.msgget, SystemCall.msgsnd, SystemCall.msgrcv, SystemCall.msgctl,
        SystemCall.socket, SystemCall.socketpair, SystemCall.connect, SystemCall.accept, SystemCall.accept4, SystemCall.bind, SystemCall.listen,
        SystemCall.sendto, SystemCall.recvfrom, SystemCall.sendmsg, SystemCall.recvmsg, SystemCall.sendmmsg, SystemCall.recvmmsg,
    ];

    /// <summary>The program as the bytes of <c>struct sock_filter</c>s.</summary>
    /// <exception cref="PlatformNotSupportedException">Neither x86-64 nor arm64.</exception>
    internal static byte[] Create(Architecture architecture)
    {
        var rules = new List<FilterRule>(Refused.Length + 3);
        foreach (var call in Refused)
        {
            rules.Add(new FilterRule(call, FilterAction.NotPermitted));
        }

        // The flags of clone3 lie in memory, where no filter sees them; the C library falls back to clone.
        rules.Add(new FilterRule(SystemCall.clone3, FilterAction.NotImplemented));
        rules.Add(new FilterRule(
            SystemCall.clone,
            [new ArgumentTest(0, ArgumentComparison.AnyBit, CloneFlags.Namespaces, FilterAction.NotPermitted)],
            FilterAction.Allow));
        rules.Add(new FilterRule(
            SystemCall.ioctl,
            [
                new ArgumentTest(1, ArgumentComparison.Equal, TerminalRequests.FakeInput, FilterAction.NotPermitted),
                new ArgumentTest(1, ArgumentComparison.Equal, TerminalRequests.Console, FilterAction.NotPermitted),
            ],
            FilterAction.Allow));
        return FilterTree.Assemble(architecture, rules, FilterAction.Allow);
    }
}
