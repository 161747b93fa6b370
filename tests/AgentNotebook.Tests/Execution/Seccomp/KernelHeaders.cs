using System.Diagnostics;
using System.Text.RegularExpressions;
using Machine = System.Runtime.InteropServices.Architecture;

namespace AgentNotebook.Tests.Execution.Seccomp;

/// <summary>The numbers of system calls as the installed kernel headers have them, for either architecture on any.</summary>
internal static partial class KernelHeaders
{
    // What arm64 wants of the generic table (arch/arm64/include/uapi/asm/unistd.h).
    private const string Arm64 = """
        #define __BITS_PER_LONG 64
        #define __ARCH_WANT_RENAMEAT
        #define __ARCH_WANT_NEW_STAT
        #define __ARCH_WANT_SET_GET_RLIMIT
        #define __ARCH_WANT_SYS_CLONE3
        #define __ARCH_WANT_MEMFD_SECRET
        #include <asm-generic/unistd.h>
        """;

    // The table itself; asm/unistd.h would choose by the compiler's own architecture.
    private const string X64 = "#include <asm/unistd_64.h>";

    internal static Dictionary<string, uint> Numbers(Machine architecture)
    {
        var source = architecture == Machine.X64 ? X64 : Arm64;
        using var compiler = Process.Start(new ProcessStartInfo("gcc", "-E -dM -") { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        compiler.StandardInput.Write(source);
        compiler.StandardInput.Write('\n');
        compiler.StandardInput.Close();
        var macros = compiler.StandardOutput.ReadToEnd();
        compiler.WaitForExit();
        Assert.Equal(0, compiler.ExitCode);

        var values = Definition().Matches(macros).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
        return values
            .Where(pair => pair.Key.StartsWith("__NR_", StringComparison.Ordinal))
            .ToDictionary(pair => pair.Key["__NR_".Length..], pair => uint.Parse(values.GetValueOrDefault(pair.Value, pair.Value)));
    }

    [GeneratedRegex(@"^#define (__NR(?:3264)?_\w+) (\w+)$", RegexOptions.Multiline)]
    private static partial Regex Definition();
}
