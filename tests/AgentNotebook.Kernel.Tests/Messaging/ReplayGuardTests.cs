using System.Globalization;
using System.Text;
using AgentNotebook.Kernel.Messaging;

namespace AgentNotebook.Kernel.Tests.Messaging;

public class ReplayGuardTests
{
    [Fact]
    public void a_signature_is_new_once_and_old_ones_give_way()
    {
        var guard = new ReplayGuard(capacity: 2);

        Assert.True(guard.IsFirst(Signature(1)));
        Assert.False(guard.IsFirst(Signature(1)));
        Assert.True(guard.IsFirst(Signature(2)));
        Assert.True(guard.IsFirst(Signature(3)));
        Assert.False(guard.IsFirst(Signature(3)));
        Assert.True(guard.IsFirst(Signature(1)));
    }

    private static byte[] Signature(int number) => Encoding.ASCII.GetBytes(number.ToString("x64", CultureInfo.InvariantCulture).PadLeft(64, '0')[32..] + new string('0', 32));
}
