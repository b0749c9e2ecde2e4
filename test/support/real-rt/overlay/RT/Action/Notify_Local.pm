# RT prepares a mail for each notification, fills in its template, and drops it where nobody is to get it. In the tests
# that is nearly always so, and takes a third of RT's time for a write. Here it is dropped before: nothing else changes,
# since RT records only mails that somebody gets.
package RT::Action::Notify;

use strict;
use warnings;
no warnings 'redefine';

sub Prepare {
    my $self = shift;
    $self->SetRecipients();
    # Whoever did it is told only where somebody has set that.
    my $creator = $self->TransactionObj->CreatorObj;
    my $is_told = $self->Argument =~ /AlwaysNotifyActor/ || RT->Config->Get( 'NotifyActor', $creator );
    my $actor   = $is_told ? '' : lc( $creator->EmailAddress // '' );
    my @others = grep { defined && length && lc ne $actor }
      map { @{ $self->{$_} || [] } } qw(To Cc Bcc);
    my @named = map { @{ $self->{NoSquelch}{$_} || [] } } qw(Cc Bcc);
    return 0 unless @others or @named;
    return $self->SUPER::Prepare();
}

1;
