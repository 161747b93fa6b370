using AgentNotebook.Kernel.Zmtp;
using FsCheck;
using FsCheck.Fluent;

namespace AgentNotebook.Kernel.Tests.Zmtp;

/// <summary>The topics of one subscriber against a plain list of them.</summary>
public sealed class SubscriptionSetTests
{
    private static readonly Gen<byte[]> Topic = Gen.Elements<byte>(1, 2, 255).ArrayOf().Resize(3);

    [Fact]
    public void a_message_is_wanted_while_one_more_subscription_than_cancellation_begins_it() =>
        Prop.ForAll(Gen.Zip(Topic, Gen.Elements(true, false, true)).ListOf().ToArbitrary(), Topic.ToArbitrary(), (steps, frame) =>
        {
            var set = new SubscriptionSet(new ZmtpOptions());
            List<byte[]> model = [];
            foreach (var (topic, isAdded) in steps)
            {
                var at = model.FindIndex(other => other.AsSpan().SequenceEqual(topic));
                if (isAdded)
                {
                    Assert.Equal(at < 0, set.Add(topic));
                    model.Add(topic);
                }
                else
                {
                    set.Remove(topic);
                    if (at >= 0)
                    {
                        model.RemoveAt(at);
                    }
                }
            }

            return set.Matches(frame) == model.Exists(topic => frame.AsSpan().StartsWith(topic));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void topics_are_limited_in_number_and_in_bytes_together_and_room_comes_back()
    {
        var set = new SubscriptionSet(new ZmtpOptions { MaxSubscriptionsPerPeer = 2, MaxSubscriptionBytesPerPeer = 10 });
        set.Add(new byte[4]);
        Assert.Throws<ZmtpException>(() => set.Add(new byte[7]));
        set.Add(new byte[6]);
        set.Add(new byte[6]);
        Assert.Throws<ZmtpException>(() => set.Add(Array.Empty<byte>()));
        set.Remove(new byte[6]);
        Assert.Throws<ZmtpException>(() => set.Add(Array.Empty<byte>()));
        set.Remove(new byte[6]);
        set.Add(Array.Empty<byte>());
    }
}
