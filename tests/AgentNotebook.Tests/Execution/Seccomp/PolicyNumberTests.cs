using System.Diagnostics;

namespace AgentNotebook.Tests.Execution.Seccomp;

public class PolicyNumberTests
{
    /// <summary>The numbers that <see cref="DeclaredPolicy"/> spells out, as the headers name them.</summary>
    private const string Claims = """
        #define _GNU_SOURCE
        #include <errno.h>
        #include <fcntl.h>
        #include <linux/audit.h>
        #include <linux/filter.h>
        #include <linux/prctl.h>
        #include <linux/seccomp.h>
        #include <asm/termbits.h>
        #include <asm/ioctls.h>
        #include <sched.h>
        #include <stddef.h>
        #include <sys/mman.h>
        #include <sys/resource.h>
        #include <time.h>
        #ifndef PR_SET_VMA
        #define PR_SET_VMA 0x53564d41
        #endif
        #define SAME(a, b) _Static_assert((unsigned)(a) == (unsigned)(b), #a " is not " #b)
        SAME(SECCOMP_RET_ALLOW, 0x7fff0000);
        SAME(SECCOMP_RET_KILL_PROCESS, 0x80000000);
        SAME(SECCOMP_RET_ERRNO | EPERM, 0x00050001);
        SAME(SECCOMP_RET_ERRNO | EACCES, 0x0005000d);
        SAME(SECCOMP_RET_ERRNO | ENOSYS, 0x00050026);
        SAME(ESRCH, 3);
        SAME(SECCOMP_SET_MODE_FILTER, 1);
        SAME(SECCOMP_GET_ACTION_AVAIL, 2);
        SAME(SECCOMP_FILTER_FLAG_TSYNC, 1);
        SAME(PR_SET_NO_NEW_PRIVS, 38);
        SAME(AUDIT_ARCH_X86_64, 0xc000003e);
        SAME(AUDIT_ARCH_AARCH64, 0xc00000b7);
        SAME(BPF_MAXINSNS, 4096);
        SAME(sizeof(struct sock_filter), 8);
        SAME(sizeof(struct seccomp_data), 64);
        SAME(offsetof(struct seccomp_data, arch), 4);
        SAME(offsetof(struct seccomp_data, args), 16);
        SAME(BPF_LD | BPF_W | BPF_ABS, 0x20);
        SAME(BPF_RET | BPF_K, 0x06);
        SAME(BPF_JMP | BPF_JA, 0x05);
        SAME(BPF_JMP | BPF_JEQ | BPF_K, 0x15);
        SAME(BPF_JMP | BPF_JGE | BPF_K, 0x35);
        SAME(BPF_JMP | BPF_JSET | BPF_K, 0x45);
        SAME(CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET, 0x7e020000);
        SAME(CLONE_THREAD, 0x00010000);
        SAME(CLONE_PIDFD, 0x1000);
        SAME(O_ACCMODE | O_CREAT | O_TRUNC | O_APPEND | O_PATH | (O_TMPFILE & ~O_DIRECTORY), 030003103);
        SAME(F_DUPFD, 0); SAME(F_GETFD, 1); SAME(F_SETFD, 2); SAME(F_GETFL, 3); SAME(F_SETFL, 4); SAME(F_GETLK, 5); SAME(F_SETLK, 6); SAME(F_SETLKW, 7);
        SAME(F_OFD_GETLK, 36); SAME(F_OFD_SETLK, 37); SAME(F_OFD_SETLKW, 38); SAME(F_DUPFD_CLOEXEC, 1030); SAME(F_GETPIPE_SZ, 1032);
        SAME(TCGETS, 0x5401); SAME(TCGETS2, 0x802c542a); SAME(TIOCGWINSZ, 0x5413); SAME(FIONREAD, 0x541b); SAME(FIONCLEX, 0x5450); SAME(FIOCLEX, 0x5451);
        SAME(TIOCSTI, 0x5412); SAME(TIOCLINUX, 0x541c);
        SAME(PR_SET_NAME, 15); SAME(PR_GET_NAME, 16); SAME(PR_SET_VMA, 0x53564d41);
        SAME(PRIO_PROCESS, 0);
        SAME(MADV_HWPOISON, 100);
        SAME(MADV_HWPOISON + 1, 101);
        SAME(SCHED_OTHER, 0);
        """;

    [RequiresKernelHeadersFact]
    public void the_numbers_of_the_policy_are_those_of_the_headers()
    {
        using var compiler = Process.Start(new ProcessStartInfo("gcc", "-fsyntax-only -x c -") { RedirectStandardInput = true, RedirectStandardError = true })!;
        compiler.StandardInput.Write(Claims + "\n");
        compiler.StandardInput.Close();
        var complaints = compiler.StandardError.ReadToEnd();
        compiler.WaitForExit();
        Assert.True(compiler.ExitCode == 0, complaints);
    }
}
