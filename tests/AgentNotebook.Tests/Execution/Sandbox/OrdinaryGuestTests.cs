using AgentNotebook.Execution;

namespace AgentNotebook.Tests.Execution.Sandbox;

[Collection(SandboxRunners.Name)]
public class OrdinaryGuestTests(SandboxRunners runners)
{
    [Theory]
    [AtLevel(SandboxLevel.Isolated)]
    [AtLevel(SandboxLevel.Confined)]
    [AtLevel(SandboxLevel.Filtered)]
    public async Task a_guest_answers_with_result_output_and_checks_and_the_outcome_and_the_status_name_the_level(SandboxLevel level)
    {
        var outcome = await runners.RunAsync(
            level,
            "var words = \"b a c a\".Split(' ');\nConsole.WriteLine(\"π\");\nConsole.Error.Write(\"warned\");\nwords.GroupBy(w => w).OrderBy(g => g.Key).ToDictionary(g => g.Key, g => g.Count())",
            null,
            "result[\"a\"] == 2",
            "words.Length > 9");
        var status = await runners.At(level).PrepareAsync(CancellationToken.None);

        Assert.Equal((Verdict.Completed, "", level), (outcome.Verdict, outcome.Reason, outcome.Level));
        Assert.Equal("{\"a\":2,\"b\":1,\"c\":1}", outcome.ResultJson);
        Assert.Equal(("π\n", "warned"), (outcome.Output, outcome.ErrorOutput));
        Assert.Equal([true, false], outcome.Checks.Select(check => check.Passed));
        Assert.Equal([new CheckValue("words.Length", "4")], outcome.Checks[1].Values);
        Assert.Equal((level, SandboxProfile.Compute), (status.Level, status.Profile));
        Assert.StartsWith("The child ", status.InWords, StringComparison.Ordinal);
        Assert.All(status.Layers, layer => Assert.True(layer.IsActive, layer.ToString()));
        Assert.Contains(status.Layers, layer => layer.Name == "canary");
    }

    [Theory]
    [AtLevel(SandboxLevel.Isolated)]
    [AtLevel(SandboxLevel.Confined)]
    [AtLevel(SandboxLevel.Filtered)]
    public async Task an_exception_comes_with_the_guests_line(SandboxLevel level)
    {
        var outcome = await runners.RunAsync(level, "var a = 1;\nint F(int x) => x == 0 ? throw new InvalidOperationException(\"deep\") : F(x - 1);\n\nF(3)");

        Assert.Equal((Verdict.Failed, level), (outcome.Verdict, outcome.Level));
        Assert.Equal(("System.InvalidOperationException", "deep", 2), (outcome.Exception!.Type, outcome.Exception.Message, outcome.Exception.Line));
    }

    [Theory]
    [AtLevel(SandboxLevel.Isolated)]
    [AtLevel(SandboxLevel.Confined)]
    [AtLevel(SandboxLevel.Filtered)]
    public async Task what_the_framework_offers_without_files_and_network_works(SandboxLevel level)
    {
        const string Code = """
            using System.Diagnostics;
            using System.Globalization;
            using System.IO.Compression;
            using System.Numerics;
            using System.Security.Cryptography;
            using System.Text.RegularExpressions;
            var done = new List<string>();
            await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Thread.SpinWait(100_000))));
            done.Add("tasks");
            var fired = new TaskCompletionSource();
            using (new Timer(_ => fired.TrySetResult(), null, 5, Timeout.Infinite)) { await fired.Task; }
            await Task.Delay(5);
            done.Add("timers");
            done.Add(Regex.Replace("a1b22", @"(?<d>\d+)", "<${d}>", RegexOptions.Compiled));
            done.Add(Convert.ToHexString(SHA256.HashData(new byte[] { 1 }))[..8] + Convert.ToHexString(SHA512.HashData(new byte[] { 1 }))[..8] + Convert.ToHexString(MD5.HashData(new byte[] { 1 }))[..8]);
            var packed = new MemoryStream();
            using (var deflate = new GZipStream(packed, CompressionLevel.SmallestSize, true)) { deflate.Write(new byte[10_000]); }
            packed.Position = 0;
            var unpacked = new MemoryStream();
            new GZipStream(packed, CompressionMode.Decompress).CopyTo(unpacked);
            done.Add(unpacked.Length.ToString());
            done.Add((BigInteger.Pow(2, 200) % 1_000_007).ToString());
            done.Add((0.1m + 0.2m).ToString(CultureInfo.InvariantCulture));
            done.Add(new DateTime(2030, 1, 2).ToString("D", CultureInfo.InvariantCulture) + TimeZoneInfo.Utc.Id);
            Console.ForegroundColor = ConsoleColor.Red;
            Console.ResetColor();
            done.Add(new Random(1).Next() == new Random(1).Next() && Random.Shared.Next() >= 0 && Guid.NewGuid() != Guid.NewGuid() && RandomNumberGenerator.GetInt32(5) < 5 ? "chance" : "");
            done.Add(Enumerable.Range(0, 1000).AsParallel().Select(x => (long)x * x).Sum().ToString());
            Parallel.For(0, 100, _ => { });
            new Thread(() => done.Add("thread")) { Priority = ThreadPriority.Lowest }.Start();
            SpinWait.SpinUntil(() => done.Contains("thread"));
            GC.Collect();
            GC.WaitForPendingFinalizers();
            done.Add(JsonSerializer.Serialize(new { a = 1 }));
            done.Add(Stopwatch.GetTimestamp() > 0 && Environment.ProcessorCount > 0 ? "machine" : "");
            done
            """;

        var outcome = await runners.RunAsync(level, "using System.Text.Json;\n" + Code);

        Assert.Equal((Verdict.Completed, "", level), (outcome.Verdict, outcome.Reason, outcome.Level));
        Assert.Equal(
            """["tasks","timers","a<1>b<22>","4BF5122F7B54B66855A54008","10000","POWER","0.3","Wednesday, 02 January 2030UTC","chance","332833500","thread","{\"a\":1}","machine"]"""
                .Replace("POWER", (System.Numerics.BigInteger.Pow(2, 200) % 1_000_007).ToString(), StringComparison.Ordinal),
            outcome.ResultJson);
    }

    [Theory]
    [AtLevel(SandboxLevel.Isolated)]
    [AtLevel(SandboxLevel.Confined)]
    [AtLevel(SandboxLevel.Filtered)]
    public async Task what_a_guest_may_not_do_is_an_exception_of_its_own_and_named(SandboxLevel level)
    {
        var file = await runners.RunAsync(level, "System.IO.File.ReadAllText(\"/etc/passwd\")");
        var socket = await runners.RunAsync(level, "new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp).Connected");
        var program = await runners.RunAsync(level, "System.Diagnostics.Process.Start(\"/bin/true\").Id");
        var kill = await runners.RunAsync(level, "System.Diagnostics.Process.GetProcessById(1).Kill();");

        Assert.All([file, socket, program], outcome => Assert.Equal((Verdict.Refused, level), (outcome.Verdict, outcome.Level)));
        Assert.Contains("System.IO.File.ReadAllText", file.Reason, StringComparison.Ordinal);
        Assert.Contains("no network", socket.Reason, StringComparison.Ordinal);
        Assert.Contains("starts no other program", program.Reason, StringComparison.Ordinal);
        Assert.NotEqual(Verdict.Completed, kill.Verdict);
    }

    [Theory]
    [AtLevel(SandboxLevel.Isolated)]
    [AtLevel(SandboxLevel.Confined)]
    [AtLevel(SandboxLevel.Filtered)]
    public async Task a_guest_that_tries_every_descriptor_and_forges_a_frame_is_refused(SandboxLevel level)
    {
        const string Code = """
            for (var descriptor = 3; descriptor < 400; descriptor++)
            {
                try
                {
                    using var handle = new Microsoft.Win32.SafeHandles.SafeFileHandle(descriptor, false);
                    using var pipe = new System.IO.FileStream(handle, System.IO.FileAccess.Write, 0);
                    pipe.Write(new byte[] { 0, 0, 0, 0, 99 });
                }
                catch (Exception) { }
            }
            1
            """;

        var outcome = await runners.RunAsync(level, Code);

        Assert.Equal((Verdict.Refused, level), (outcome.Verdict, outcome.Level));
        Assert.Contains("unknown kind 99", outcome.Reason, StringComparison.Ordinal);
    }
}
